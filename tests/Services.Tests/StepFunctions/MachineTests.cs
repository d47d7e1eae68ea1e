using Classroom.Cloud.StepFunctions;

namespace Classroom.Services.Tests.StepFunctions;

sealed class MachineTests : MachineTest
{
    [Test]
    public async Task CreateStateMachine_makes_a_machine_that_DescribeStateMachine_shows()
    {
        var made = await MachineAsync();
        Assert.That(made.At("stateMachineArn"), Is.EqualTo(MachineArn("m")));
        var shown = await CallAsync<DescribeStateMachine>(new { stateMachineArn = MachineArn("m") });
        Assert.That(
            (shown.At("definition"), shown.At("status"), shown.At("type"), shown.At("loggingConfiguration/level")),
            Is.EqualTo((Pass, "ACTIVE", "STANDARD", "OFF"))
        );
    }

    [Test]
    public async Task CreateStateMachine_twice_is_the_same_machine_and_another_one_is_StateMachineAlreadyExists()
    {
        var first = await MachineAsync();
        Cloud.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That((await MachineAsync()).At("creationDate"), Is.EqualTo(first.At("creationDate")));
        await RefusedAsync<CreateStateMachine>("StateMachineAlreadyExists", Machine(Fail));
    }

    [Test]
    public async Task CreateStateMachine_refuses_what_Step_Functions_refuses()
    {
        await RefusedAsync<CreateStateMachine>("InvalidName", Machine(name: "no spaces"));
        await RefusedAsync<CreateStateMachine>(Wrong, Machine(type: "FAST"));
        await RefusedAsync<CreateStateMachine>("InvalidDefinition", Machine("{}"));
        await RefusedAsync<CreateStateMachine>("InvalidArn", Machine(role: "worker"));
        await RefusedAsync<CreateStateMachine>("AccessDeniedException", Machine(role: await RoleAsync("stranger", "lambda.amazonaws.com")));
        foreach (var (level, error) in new[] { ("LOUD", Wrong), ("ALL", "InvalidLoggingConfiguration") })
            await RefusedAsync<CreateStateMachine>(
                error,
                new
                {
                    name = "m",
                    definition = Pass,
                    roleArn = RoleArn,
                    loggingConfiguration = new { level },
                }
            );
    }

    [Test]
    public async Task CreateStateMachine_logs_into_a_group()
    {
        await CallAsync<Cloud.Logs.CreateLogGroup>(new { logGroupName = "executions" });
        await CallAsync<CreateStateMachine>(Logging(RoleArn));
        var shown = await CallAsync<DescribeStateMachine>(new { stateMachineArn = MachineArn("m") });
        Assert.That(shown.At("loggingConfiguration/destinations/0/cloudWatchLogsLogGroup/logGroupArn"), Is.EqualTo(LogGroup));
    }

    [Test]
    public async Task CreateStateMachine_needs_PutResourcePolicy_only_if_no_resource_policy_admits_the_delivery_of_logs()
    {
        await CallAsync<Cloud.Logs.CreateLogGroup>(new { logGroupName = "executions" });
        var role = await RoleAsync("careful", "states.amazonaws.com", Allow("*"), Deny("logs:PutResourcePolicy"));
        await RefusedAsync<CreateStateMachine>("AccessDeniedException", Logging(role));
        await AdmitAsync("delivery.logs.amazonaws.com", "others");
        await RefusedAsync<CreateStateMachine>("AccessDeniedException", Logging(role));
        await AdmitAsync("events.amazonaws.com", "executions");
        await RefusedAsync<CreateStateMachine>("AccessDeniedException", Logging(role));

        await AdmitAsync("delivery.logs.amazonaws.com", "executions");
        await CallAsync<CreateStateMachine>(Logging(role));

        var weak = await RoleAsync("weak", "states.amazonaws.com", Allow("*"), Deny("logs:UpdateLogDelivery"));
        await RefusedAsync<CreateStateMachine>("AccessDeniedException", Logging(weak, "other"));
    }

    static string LogGroup => $"arn:aws:logs:{Region}:{Account}:log-group:executions:*";

    static string Deny(string action) => $$"""{"Effect":"Deny","Action":"{{action}}","Resource":"*"}""";

    /// <summary>Lets a service write to a log group, by a resource policy.</summary>
    async Task AdmitAsync(string service, string group) =>
        await CallAsync<Cloud.Logs.PutResourcePolicy>(
            new
            {
                policyName = $"{service}-{group}",
                policyDocument = PolicyOf(
                    $$"""
                    {"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"logs:PutLogEvents",
                    "Resource":"arn:aws:logs:{{Region}}:{{Account}}:log-group:{{group}}:log-stream:*",
                    "Condition":{"StringEquals":{"aws:SourceAccount":["{{Account}}"]} } }
                    """
                ),
            }
        );

    static object Logging(string role, string name = "m") =>
        new
        {
            name,
            definition = Pass,
            roleArn = role,
            loggingConfiguration = new
            {
                level = "ALL",
                destinations = new[] { new { cloudWatchLogsLogGroup = new { logGroupArn = LogGroup } } },
            },
        };

    [Test]
    public async Task ListStateMachines_lists_machines_in_pages()
    {
        await MachineAsync(name: "a");
        await MachineAsync(name: "b", type: "EXPRESS");
        var first = await CallAsync<ListStateMachines>(new { maxResults = 1 });
        var second = await CallAsync<ListStateMachines>(new { maxResults = 1, nextToken = first.At("nextToken") });
        Assert.That((first.At("stateMachines/0/name"), second.At("stateMachines/0/type")), Is.EqualTo(("a", "EXPRESS")));
        await RefusedAsync<ListStateMachines>("InvalidToken", new { nextToken = "made up" });
    }

    [Test]
    public async Task UpdateStateMachine_changes_a_machine()
    {
        await MachineAsync();
        var updated = await CallAsync<UpdateStateMachine>(new { stateMachineArn = MachineArn("m"), definition = Fail });
        var shown = await CallAsync<DescribeStateMachine>(new { stateMachineArn = MachineArn("m") });
        Assert.That((shown.At("definition"), shown.At("revisionId")), Is.EqualTo((Fail, updated.At("revisionId"))));
    }

    [Test]
    public async Task UpdateStateMachine_refuses_what_Step_Functions_refuses()
    {
        await RefusedAsync<UpdateStateMachine>(NoMachine, new { stateMachineArn = MachineArn("m"), definition = Pass });
        await MachineAsync();
        await RefusedAsync<UpdateStateMachine>("MissingRequiredParameter", new { stateMachineArn = MachineArn("m") });
        await RefusedAsync<UpdateStateMachine>("InvalidDefinition", new { stateMachineArn = MachineArn("m"), definition = "[]" });
        await RefusedAsync<UpdateStateMachine>("InvalidArn", new { stateMachineArn = "m", definition = Pass });
    }

    [Test]
    public async Task UpdateStateMachine_needs_iam_PassRole_for_another_role_whatever_the_arn_ends_with()
    {
        var other = await RoleAsync("other", "states.amazonaws.com", Allow("*"));
        await MachineAsync(name: "ann-m");
        await CallAsync<CreateStateMachine>(Machine(name: "bob-m", role: other));
        var ann = await UserAsync("ann", Allow("states:*", MachineArn("ann-*")));
        foreach (var arn in new[] { MachineArn("ann-m"), $"{MachineArn("ann-m")}:bob-m" })
        {
            var refused = await RefusedAsync<UpdateStateMachine>(
                "AccessDeniedException",
                new { stateMachineArn = arn, roleArn = other },
                ann
            );
            Assert.That(refused.Message, Does.Contain("iam:PassRole"));
        }
    }

    [Test]
    public async Task DeleteStateMachine_takes_a_machine_and_its_executions_away_and_once_more_is_no_error()
    {
        var execution = await RunAsync(Pass);
        for (var i = 0; i < 2; i++)
            await CallAsync<DeleteStateMachine>(new { stateMachineArn = MachineArn("m") });
        await RefusedAsync<DescribeStateMachine>(NoMachine, new { stateMachineArn = MachineArn("m") });
        await RefusedAsync<DescribeExecution>(NoExecution, new { executionArn = execution });
    }

    [Test]
    public async Task DeleteStateMachine_refuses_what_is_no_machine_and_finds_none_behind_the_name_of_another()
    {
        await MachineAsync(name: "bob-m");
        var ann = await UserAsync("ann", Allow("states:*", MachineArn("ann-*")));
        await RefusedAsync<DeleteStateMachine>("InvalidArn", new { stateMachineArn = "bob-m" });
        await RefusedAsync<DeleteStateMachine>("InvalidArn", new { stateMachineArn = ActivityArn("bob-m") });
        await RefusedAsync<DeleteStateMachine>("InvalidArn", new { stateMachineArn = $"{MachineArn("ann-m")}:bob-m" }, ann);
        await CallAsync<DescribeStateMachine>(new { stateMachineArn = MachineArn("bob-m") });
    }

    [Test]
    public async Task ValidateStateMachineDefinition_tells_what_is_wrong()
    {
        Assert.That((await CallAsync<ValidateStateMachineDefinition>(new { definition = Pass })).At("result"), Is.EqualTo("OK"));
        var wrong = await CallAsync<ValidateStateMachineDefinition>(
            new { definition = """{"StartAt":"B","States":{"A":{"Type":"Pass","End":true}}}""" }
        );
        Assert.That((wrong.At("result"), wrong.At("diagnostics/0/severity")), Is.EqualTo(("FAIL", "ERROR")));
        await RefusedAsync<ValidateStateMachineDefinition>(Wrong, new { definition = Pass, type = "FAST" });
        await RefusedAsync<ValidateStateMachineDefinition>(Wrong, new { definition = Pass, severity = "INFO" });
    }

    [Test]
    public async Task TagResource_and_UntagResource_change_what_ListTagsForResource_lists()
    {
        await MachineAsync();
        var arn = MachineArn("m");
        await CallAsync<TagResource>(
            new { resourceArn = arn, tags = new[] { new { key = "stage", value = "dev" }, new { key = "x", value = "y" } } }
        );
        await CallAsync<UntagResource>(new { resourceArn = arn, tagKeys = new[] { "x" } });
        Assert.That((await CallAsync<ListTagsForResource>(new { resourceArn = arn })).Each("tags/*/key"), Is.EqualTo(new[] { "stage" }));
    }

    [Test]
    public async Task Tags_of_what_is_not_there_are_ResourceNotFound()
    {
        await CallAsync<CreateActivity>(new { name = "bob" });
        foreach (var arn in new[] { MachineArn("none"), ActivityArn("none"), ActivityArn("ann-x:bob") })
        {
            await RefusedAsync<TagResource>("ResourceNotFound", new { resourceArn = arn, tags = Array.Empty<object>() });
            await RefusedAsync<UntagResource>("ResourceNotFound", new { resourceArn = arn, tagKeys = Array.Empty<string>() });
            await RefusedAsync<ListTagsForResource>("ResourceNotFound", new { resourceArn = arn });
        }
    }
}
