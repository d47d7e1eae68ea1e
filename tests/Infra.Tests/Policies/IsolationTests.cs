using System.Collections.Immutable;
using Classroom.Infra.Tests.Planning;

namespace Classroom.Infra.Tests.Policies;

/// <summary>No principal of one student may do anything to a resource of another, whatever the two are called.</summary>
[TestFixture("role", "provisioned")]
[TestFixture("user", "provisioned")]
[TestFixture("role", "hands-on")]
[TestFixture("user", "hands-on")]
public sealed class IsolationTests(string access, string mode)
{
    static readonly string[] Awkward = ["user1", "user10", "user11", "a1", "a11"];

    /// <summary>What students have in the end: what a student of mode hands-on builds has the names of the provisioned labs.</summary>
    ImmutableArray<PlannedResource> built = [];
    ClassAccess may = null!;

    [OneTimeSetUp]
    public async Task Plan()
    {
        var provisioned = await ClassPlan.With(new() { ["students"] = Awkward, ["access"] = access });
        var plan =
            mode == "provisioned"
                ? provisioned
                : await ClassPlan.With(
                    new()
                    {
                        ["students"] = Awkward,
                        ["access"] = access,
                        ["mode"] = mode,
                        ["labs"] = new[] { "greeting", "inventory", "orders" },
                    }
                );
        built = [.. provisioned.Resources.Concat(plan.Resources).DistinctBy(resource => (resource.Type, resource.LogicalName))];
        may = new(plan);
    }

    [Test]
    public void No_principal_may_do_any_action_to_a_neighbours_resource()
    {
        var actions = may
            .Actors.SelectMany(actor => actor.Policies.Append(actor.Boundary!).OfType<Access.PolicyDocument>())
            .SelectMany(policy => policy.Statements)
            .SelectMany(statement => statement.Actions.Values)
            .Distinct()
            .Where(action => !global::Classroom.Policies.StarOnlyActions.Reasons.ContainsKey(action))
            .ToImmutableArray();
        var targets = built
            .Where(resource => resource.Arn is not null && resource.Map("tags").ContainsKey("student"))
            .SelectMany(resource => Arns(resource).Select(arn => (Owner: (string)resource.Map("tags")["student"], Arn: arn)))
            .ToImmutableArray();

        var leaks =
            from actor in may.Actors
            from target in targets
            where target.Owner != actor.Student
            from action in actions
            // An action is only ever asked of its own service's resources.
            where ServiceOf(action) == target.Arn.Split(':')[2]
            where may.Ask(actor, action, target.Arn, Favourable(actor)).IsAllowed
            select $"{actor} may {action} on {target.Arn}";

        Assert.That(actions, Has.Length.GreaterThan(40));
        Assert.That(targets, Has.Length.GreaterThan(400));
        Assert.That(leaks.Take(10), Is.Empty);
    }

    /// <summary>Conditions are no help to the defence here: the caller sends whatever they ask for.</summary>
    static (string, string)[] Favourable(Actor actor) =>
        [
            ("iam:PermissionsBoundary", $"arn:aws:iam::{AwsMocks.Account}:policy/classroom-boundary"),
            ("aws:RequestTag/student", actor.Student),
            ("aws:TagKeys", "student"),
            ("iam:PassedToService", "lambda.amazonaws.com"),
            ("iam:PassedToService", "states.amazonaws.com"),
        ];

    static string ServiceOf(string action) => action[..action.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>A resource under every form in which a request names it.</summary>
    static IEnumerable<string> Arns(PlannedResource resource)
    {
        yield return resource.Arn!;
        switch (resource.Type)
        {
            case "aws:sfn/stateMachine:StateMachine":
                yield return $"{resource.Arn}:alias";
                yield return resource.Arn!.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + ":user1-run";
                yield return resource.Arn!.Replace(":stateMachine:", ":express:", StringComparison.Ordinal) + ":user1-run:0000";
                break;
            case "aws:cloudwatch/logGroup:LogGroup":
                yield return $"{resource.Arn}:log-stream:user1-stream";
                break;
            case "aws:lambda/function:Function":
                yield return $"{resource.Arn}:user1-alias";
                break;
        }
    }
}
