using System.Text.RegularExpressions;
using Classroom.Infra.Tests.Planning;

namespace Classroom.Infra.Tests;

public sealed partial class ClassPlanTests
{
    static readonly string[] Labs = ["orders", "pipeline", "inventory", "events", "greeting"];

    [Test]
    public async Task A_student_with_everything_gets_no_more_than_110_resources([Values("none", "role", "user")] string access)
    {
        var plan = await ClassPlan.With(new() { ["students"] = new[] { "user1" }, ["access"] = access });

        Assert.That(plan.OfStudent("user1").Count(), Is.LessThanOrEqualTo(110));
    }

    [TestCaseSource(nameof(Labs))]
    public async Task A_lab_makes_exactly_these_resources(string lab)
    {
        var plan = await OfLab(lab);

        Approval.Verify($"{lab}.resources.txt", string.Join('\n', plan.Resources.Select(resource => $"{resource.Type}  {resource.Name}")));
    }

    [TestCaseSource(nameof(Labs))]
    public async Task A_labs_roles_have_exactly_these_policies(string lab) =>
        Approval.Verify($"{lab}.policies.txt", PlanText.Policies((await OfLab(lab)).OfStudent("user1")));

    [Test]
    public async Task The_class_has_exactly_these_policies_once() =>
        Approval.Verify(
            "class.policies.txt",
            PlanText.Policies((await ClassPlan.Of("user1")).Resources.Where(resource => !resource.BelongsTo("user1")))
        );

    [Test]
    public async Task A_students_access_has_exactly_these_policies([Values("role", "user")] string access)
    {
        var plan = await ClassPlan.With(new() { ["students"] = new[] { "user1" }, ["access"] = access });

        Approval.Verify(
            $"access-{access}.policies.txt",
            PlanText.Policies(plan.Resources.Where(resource => resource.Name == "user1-student"))
        );
    }

    [Test]
    public async Task Every_name_begins_with_the_student_or_the_class()
    {
        var plan = await ClassPlan.With(
            new()
            {
                ["students"] = new[] { "user1", "user10" },
                ["className"] = "monday",
                ["access"] = "user",
            }
        );

        foreach (
            var resource in plan.Resources.Where(resource =>
                resource.Inputs.Keys.Any(key =>
                    key is "name" or "dashboardName" or "bucket" && resource.Type != "aws:apigatewayv2/stage:Stage"
                )
            )
        )
        {
            var owner =
                (string?)resource.Map("tags").GetValueOrDefault("student")
                ?? (
                    resource.BelongsTo("user1") ? "user1"
                    : resource.BelongsTo("user10") ? "user10"
                    : "monday"
                );
            Assert.That(resource.Name.Split('/')[^1], Does.StartWith($"{owner}-"), resource.Type);
        }
    }

    [Test]
    public async Task Everything_that_takes_tags_has_all_of_them()
    {
        var plan = await ClassPlan.With(
            new()
            {
                ["students"] = new[] { "user1" },
                ["owner"] = "prof",
                ["stage"] = "test",
                ["access"] = "user",
                ["tags"] = new { room = "1" },
            }
        );

        foreach (var resource in plan.Resources.Where(resource => !resource.IsComponent && resource.TakesTags))
        {
            var tags = resource.Map("tags");
            Assert.That((tags["Owner"], tags["env"], tags["stage"]), Is.EqualTo(("prof", "classroom", "test")), resource.LogicalName);
            if (!resource.BelongsTo("user1"))
                continue;
            Assert.That((tags["student"], tags["room"]), Is.EqualTo(("user1", "1")), resource.LogicalName);
            var ofLab = resource.LogicalName != "user1-student";
            Assert.That(tags.GetValueOrDefault("lab"), ofLab ? Is.AnyOf(Labs) : Is.Null, resource.LogicalName);
        }
    }

    [Test]
    public async Task Every_arn_that_a_resource_refers_to_exists()
    {
        var plan = await ClassPlan.With(new() { ["students"] = new[] { "user1", "user10" }, ["access"] = "user" });
        var made = plan.Resources.Where(resource => resource.Arn is not null).Select(resource => resource.Arn!).ToHashSet();

        foreach (var resource in plan.Resources)
        foreach (Match arn in Arn().Matches(PlanText.Of(resource)))
        {
            if (
                arn.Value.Contains('*', StringComparison.Ordinal)
                || arn.Value.Contains("${", StringComparison.Ordinal)
                || arn.Value.EndsWith(":root", StringComparison.Ordinal)
            )
                continue;
            Assert.That(made, Does.Contain(arn.Value), $"{resource.Type} {resource.LogicalName}");
        }
    }

    [Test]
    public async Task The_stack_tells_each_student_where_things_are()
    {
        var plan = await ClassPlan.With(new() { ["students"] = new[] { "user1" }, ["access"] = "role" });

        var texts = await StudentOutputs.TextsAsync(plan, "user1");
        Approval.Verify(
            "outputs.txt",
            string.Join('\n', texts.OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => $"{output.Key}: {output.Value}"))
        );
        Assert.That(
            await Pulumi.Utilities.OutputUtilities.GetValueAsync(plan.Stack.ResourceCount),
            Is.EqualTo(plan.Resources.Length + 1),
            "as the engine counts: with the stack itself"
        );
    }

    [Test]
    public async Task Without_credentials_nothing_is_registered_and_one_sentence_says_what_to_do()
    {
        var mocks = new AwsMocks { HasCredentials = false };
        var students = Enumerable.Range(1, 30).Select(number => $"user{number}").ToArray();
        var error = await Assert.CatchAsync(() => ClassPlan.With(new() { ["students"] = students }, with: mocks));
        Assert.That(
            error.ToString(),
            Does.Contain("AWS did not say whose account this is (No valid credential sources found.). Sign in with `aws sso login`")
                .And.Not.Contain("long list of hints")
        );
        Assert.That(mocks.Resources.Select(resource => resource.Type), Has.All.StartWith("pulumi:"), "nothing but the stack itself");
    }

    [Test]
    public async Task A_password_and_a_key_are_secret_wherever_they_go()
    {
        var plan = await ClassPlan.With(new() { ["students"] = new[] { "user1" }, ["access"] = "user" });

        Assert.That(await StudentOutputs.SecretsAsync(plan, "user1"), Is.EqualTo(new[] { "password", "secret_access_key" }));
        Assert.That(await Pulumi.Output.IsSecretAsync(plan.Stack.Students), Is.False, "the addresses stay readable");
    }

    static Task<ClassPlan> OfLab(string lab) => ClassPlan.With(new() { ["students"] = new[] { "user1" }, ["labs"] = new[] { lab } });

    [GeneratedRegex("""arn:aws:(?!apigateway|execute-api)[a-z]+:[^"\\ ]*123456789012[^"\\ )]*?(?=["\\ )]|/invocations)""")]
    private static partial Regex Arn();
}
