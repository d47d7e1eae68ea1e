using System.Collections.Immutable;
using Classroom.Access;
using Classroom.Infra.Tests.Planning;
using Classroom.Policies;

namespace Classroom.Infra.Tests.Policies;

/// <summary>Every statement of every policy in the class is read.</summary>
public sealed class StatementTests
{
    static readonly string[] PolicyInputs = ["policy", "assumeRolePolicy"];

    static async Task<ImmutableArray<(PlannedResource Resource, PolicyStatement Statement)>> Statements(string access)
    {
        var plan = await ClassPlan.With(new() { ["students"] = new[] { "user1", "user10" }, ["access"] = access });
        return
        [
            .. from resource in plan.Resources
            from input in PolicyInputs
            let json = resource.Text(input)
            where json is not null
            from statement in PolicyDocument.Parse(json).Statements
            select (resource, statement),
        ];
    }

    [Test]
    public async Task No_statement_has_a_wildcard_action_or_speaks_of_all_but_some([Values("role", "user")] string access)
    {
        foreach (var (resource, statement) in await Statements(access))
        {
            Assert.That(statement.Actions.AllBut, Is.False, resource.Name);
            Assert.That(statement.Actions.Values, Has.None.Contains("*").And.None.Contains("?"), resource.Name);
            if (statement.Effect == Effect.Allow)
                Assert.That(statement.Resources?.AllBut ?? false, Is.False, resource.Name);
        }
    }

    [Test]
    public async Task Only_listed_actions_are_allowed_outside_the_students_own_prefix([Values("role", "user")] string access)
    {
        foreach (var (resource, statement) in await Statements(access))
        {
            if (statement is not { Effect: Effect.Allow, Resources: { } resources })
                continue;
            var own =
                resource.Map("tags").TryGetValue("student", out var student) ? $"{student}-"
                : resource.LogicalName == "boundary" ? "${aws:PrincipalTag/student}-"
                : resource.LogicalName.Split('-')[0] + "-";
            foreach (
                var target in resources.Values.Where(target => target == "*" || !LastName(target).StartsWith(own, StringComparison.Ordinal))
            )
            {
                Assert.That(target, Is.EqualTo("*"), $"{resource.Name} reaches {target}");
                Assert.That(statement.Actions.Values, Is.SubsetOf(StarOnlyActions.Reasons.Keys), resource.Name);
            }
        }
    }

    [Test]
    public async Task Trust_names_one_service_or_the_account_and_nobody_else()
    {
        var trusts = (await Statements("role")).Where(found => found.Statement.Principal is not null).ToList();

        Assert.That(
            trusts.SelectMany(found => found.Statement.Principal!.Values).Distinct(),
            Is.EquivalentTo(
                new[]
                {
                    ("Service", "lambda.amazonaws.com"),
                    ("Service", "states.amazonaws.com"),
                    ("Service", "events.amazonaws.com"),
                    ("AWS", $"arn:aws:iam::{AwsMocks.Account}:root"),
                }
            )
        );
        foreach (var (resource, statement) in trusts)
        {
            var expected = statement.Principal!.Values[0].Value is "states.amazonaws.com" or "events.amazonaws.com" ? 2 : 0;
            Assert.That(statement.Conditions, Has.Length.EqualTo(expected), resource.Name);
        }
    }

    [Test]
    public async Task Policies_fit_the_sizes_that_iam_allows([Values("role", "user")] string access)
    {
        // Sixteen letters is the longest name, and all labs make the longest lists.
        var plan = await ClassPlan.With(
            new()
            {
                ["students"] = new[] { "abcdefghijklmnop" },
                ["access"] = access,
                ["className"] = "abcdefghijklmnopqrstuvwx",
            }
        );

        foreach (var policy in plan.Of("Policy"))
            Assert.That(policy.Text("policy")!, Has.Length.LessThanOrEqualTo(6144), policy.Name);
        foreach (var policy in plan.Of("RolePolicy"))
            Assert.That(policy.Text("policy")!, Has.Length.LessThanOrEqualTo(10240), policy.Name);
        foreach (var role in plan.Of("Role"))
            Assert.That(role.Text("assumeRolePolicy")!, Has.Length.LessThanOrEqualTo(2048), role.Name);
    }

    /// <summary>What comes after the service's own words in an ARN: the name, with its student in front.</summary>
    static string LastName(string arn)
    {
        var resource = arn.Split(':', 6)[^1];
        foreach (
            var kind in new[]
            {
                "function:",
                "stateMachine:",
                "execution:",
                "express:",
                "log-group:/aws/lambda/",
                "log-group:/aws/vendedlogs/states/",
                "dashboard/",
                "alarm:",
                // The mocks make the id of an API of its name.
                "/apis/api-",
                "event-bus/",
                "rule/",
                "role/",
                "user/",
            }
        )
            if (resource.StartsWith(kind, StringComparison.Ordinal))
                return resource[kind.Length..];
        return resource;
    }
}
