using Classroom.Cloud.Events;

namespace Classroom.Services.Tests.Events;

sealed class RuleTests : ServiceTest
{
    const string NotThere = "ResourceNotFoundException";
    const string Invalid = "ValidationException";
    const string Pattern = """{"source":["class"]}""";
    const string Queue = $"arn:aws:sqs:{Region}:{Account}:inbox";

    [Test]
    public async Task PutRule_makes_a_rule_that_DescribeRule_shows()
    {
        var arn = await RuleAsync("all");
        var rule = await CallAsync<DescribeRule>(new { Name = "all" });
        Assert.That(
            (arn, rule.At("EventPattern"), rule.At("State"), rule.At("EventBusName")),
            Is.EqualTo(($"arn:aws:events:{Region}:{Account}:rule/all", Pattern, "ENABLED", "default"))
        );
    }

    [Test]
    public async Task PutRule_keeps_the_targets_of_a_rule_that_it_changes()
    {
        await RuleAsync("all");
        await CallAsync<PutTargets>(Targets("all", Target("one")));
        await CallAsync<PutRule>(new { Name = "all", EventPattern = """{"source":["other"]}""" });
        Assert.That((await CallAsync<ListTargetsByRule>(new { Rule = "all" })).Each("Targets/*/Id"), Is.EqualTo(new[] { "one" }));
    }

    [Test]
    public async Task An_empty_schedule_beside_a_pattern_is_no_schedule()
    {
        await CallAsync<PutRule>(
            new
            {
                Name = "all",
                EventPattern = Pattern,
                ScheduleExpression = "",
            }
        );
        var rule = await CallAsync<DescribeRule>(new { Name = "all" });
        Assert.That((rule.At("EventPattern"), rule["ScheduleExpression"]), Is.EqualTo((Pattern, (object?)null)));
        await RefusedAsync<PutRule>(Invalid, new { Name = "none", ScheduleExpression = "" });
        await RefusedAsync<PutRule>(
            Invalid,
            new
            {
                Name = "none",
                EventPattern = "",
                ScheduleExpression = "",
            }
        );
    }

    [Test]
    public async Task PutRule_refuses_what_EventBridge_refuses()
    {
        await CallAsync<CreateEventBus>(new { Name = "orders" });
        await RefusedAsync<PutRule>(Invalid, new { Name = "no spaces", EventPattern = Pattern });
        await RefusedAsync<PutRule>(Invalid, new { Name = "nothing" });
        await RefusedAsync<PutRule>("InvalidEventPatternException", new { Name = "all", EventPattern = """{"source":"class"}""" });
        await RefusedAsync<PutRule>(Invalid, new { Name = "all", ScheduleExpression = "rate(1 fortnight)" });
        await RefusedAsync<PutRule>(
            Invalid,
            new
            {
                Name = "all",
                ScheduleExpression = "rate(1 day)",
                EventBusName = "orders",
            }
        );
        await RefusedAsync<PutRule>(
            NotThere,
            new
            {
                Name = "all",
                EventPattern = Pattern,
                EventBusName = "none",
            }
        );
    }

    [Test]
    public async Task ListRules_lists_by_prefix()
    {
        foreach (var name in (string[])["a1", "a2", "b1"])
            await RuleAsync(name);
        Assert.That((await CallAsync<ListRules>(new { NamePrefix = "a" })).Each("Rules/*/Name"), Is.EqualTo(new[] { "a1", "a2" }));
        await RefusedAsync<ListRules>(NotThere, new { EventBusName = "none" });
    }

    [Test]
    public async Task DisableRule_and_EnableRule_switch_a_rule()
    {
        await RuleAsync("all");
        await CallAsync<DisableRule>(new { Name = "all" });
        Assert.That((await CallAsync<DescribeRule>(new { Name = "all" })).At("State"), Is.EqualTo("DISABLED"));
        await CallAsync<EnableRule>(new { Name = "all" });
        Assert.That((await CallAsync<DescribeRule>(new { Name = "all" })).At("State"), Is.EqualTo("ENABLED"));
    }

    [Test]
    public async Task A_rule_that_is_not_there_is_ResourceNotFoundException()
    {
        await RefusedAsync<DescribeRule>(NotThere, new { Name = "none" });
        await RefusedAsync<DisableRule>(NotThere, new { Name = "none" });
        await RefusedAsync<EnableRule>(NotThere, new { Name = "none" });
        await RefusedAsync<ListTargetsByRule>(NotThere, new { Rule = "none" });
        await RefusedAsync<PutTargets>(NotThere, Targets("none", Target("one")));
        await RefusedAsync<RemoveTargets>(NotThere, new { Rule = "none", Ids = new[] { "one" } });
    }

    [Test]
    public async Task DeleteRule_takes_a_rule_away_and_once_more_is_no_error()
    {
        await RuleAsync("all");
        for (var i = 0; i < 2; i++)
            await CallAsync<DeleteRule>(new { Name = "all" });
        await RefusedAsync<DescribeRule>(NotThere, new { Name = "all" });
    }

    [Test]
    public async Task DeleteRule_refuses_a_rule_with_targets()
    {
        await RuleAsync("all");
        await CallAsync<PutTargets>(Targets("all", Target("one")));
        await RefusedAsync<DeleteRule>(Invalid, new { Name = "all" });
    }

    [Test]
    public async Task PutTargets_sets_targets_that_RemoveTargets_takes_away()
    {
        await RuleAsync("all");
        await CallAsync<PutTargets>(Targets("all", Target("one"), Target("two")));
        Assert.That((await CallAsync<ListRuleNamesByTarget>(new { TargetArn = Queue })).Each("RuleNames/*"), Is.EqualTo(new[] { "all" }));
        var removed = await CallAsync<RemoveTargets>(new { Rule = "all", Ids = new[] { "one", "three" } });
        Assert.That((removed.At("FailedEntryCount"), removed.At("FailedEntries/0/TargetId")), Is.EqualTo(("1", "three")));
        Assert.That((await CallAsync<ListTargetsByRule>(new { Rule = "all" })).Each("Targets/*/Id"), Is.EqualTo(new[] { "two" }));
    }

    [Test]
    public async Task PutTargets_refuses_what_EventBridge_refuses()
    {
        await RuleAsync("all");
        await RefusedAsync<PutTargets>(Invalid, Targets("all"));
        await RefusedAsync<PutTargets>(Invalid, Targets("all", Target("one", "inbox")));
        await RefusedAsync<PutTargets>(Invalid, Targets("all", Target("one", $"arn:aws:states:{Region}:{Account}:stateMachine:m")));
        await RefusedAsync<PutTargets>(Invalid, Targets("all", Target("one", $"{Queue}.fifo")));
        await RefusedAsync<PutTargets>("LimitExceededException", Targets("all", [.. Enumerable.Range(0, 6).Select(id => Target($"{id}"))]));
    }

    [Test]
    public Task ListRuleNamesByTarget_of_no_bus_is_ResourceNotFoundException() =>
        RefusedAsync<ListRuleNamesByTarget>(NotThere, new { TargetArn = Queue, EventBusName = "none" });

    [Test]
    public async Task A_target_with_a_role_needs_iam_PassRole()
    {
        await RuleAsync("all");
        var user = await UserAsync("ann", Allow("events:*"));
        var target = new
        {
            Id = "one",
            Arn = $"arn:aws:states:{Region}:{Account}:stateMachine:m",
            RoleArn = await RoleAsync("worker", "events.amazonaws.com"),
        };
        var refused = await RefusedAsync<PutTargets>("AccessDeniedException", Targets("all", target), user);
        Assert.That(refused.Message, Does.Contain("iam:PassRole"));
    }

    async Task<string> RuleAsync(string name) => (await CallAsync<PutRule>(new { Name = name, EventPattern = Pattern })).At("RuleArn");

    static object Target(string id, string arn = Queue) => new { Id = id, Arn = arn };

    static object Targets(string rule, params object[] targets) => new { Rule = rule, Targets = targets };
}
