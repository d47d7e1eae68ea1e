using System.Collections.Immutable;
using Classroom.Access;
using Classroom.Infra.Tests.Planning;

namespace Classroom.Infra.Tests.Policies;

/// <summary>Asks the policies of a planned class whether somebody may do something.</summary>
sealed class ClassAccess(ClassPlan plan)
{
    const string Account = AwsMocks.Account;

    readonly Dictionary<string, PlannedResource> byArn = plan
        .Resources.Where(resource => resource.Arn is not null)
        .ToDictionary(resource => resource.Arn!);
    readonly Dictionary<string, PolicyDocument> trusts = plan.Of("Role")
        .ToDictionary(role => role.Arn!, role => PolicyDocument.Parse(role.Text("assumeRolePolicy")!));

    public ImmutableArray<Actor> Actors { get; } = [.. FindActors(plan)];

    public Actor Of(string name) => Actors.Single(actor => actor.Resource.Name == name);

    public Decision Ask(Actor actor, string action, string resource, params (string Key, string Value)[] context)
    {
        var request = new AccessRequest(actor.Principal, action, resource, Account);
        foreach (var (key, value) in actor.Resource.Map("tags"))
            request = request.With($"aws:PrincipalTag/{key}", (string)value);
        if (byArn.TryGetValue(resource, out var target))
            foreach (var (key, value) in target.Map("tags"))
                request = request.With($"aws:ResourceTag/{key}", (string)value);
        foreach (var group in context.GroupBy(pair => pair.Key))
            request = request.With(group.Key, [.. group.Select(pair => pair.Value)]);
        return AccessEvaluator.Evaluate(
            request,
            new()
            {
                Identity = actor.Policies,
                Boundary = actor.Boundary,
                Resource = trusts.GetValueOrDefault(resource),
            }
        );
    }

    static IEnumerable<Actor> FindActors(ClassPlan plan)
    {
        var managed = plan.Of("Policy").ToDictionary(policy => policy.Arn!, policy => PolicyDocument.Parse(policy.Text("policy")!));
        foreach (var identity in plan.Of("Role").Concat(plan.Of("User")))
        {
            var isRole = identity.Type.EndsWith(":Role", StringComparison.Ordinal);
            var inline = plan.Of("RolePolicy")
                .Where(policy => isRole && policy.Text("role") == identity.Name)
                .Select(policy => PolicyDocument.Parse(policy.Text("policy")!));
            var attached = plan.Of("RolePolicyAttachment")
                .Concat(plan.Of("UserPolicyAttachment"))
                .Where(attachment => attachment.Text(isRole ? "role" : "user") == identity.Name)
                .Select(attachment => managed[attachment.Text("policyArn")!]);
            var principal = isRole
                ? new Principal(PrincipalKind.Role, identity.Arn!, Account, $"arn:aws:sts::{Account}:assumed-role/{identity.Name}/session")
                : new Principal(PrincipalKind.User, identity.Arn!, Account);
            yield return new(
                identity,
                principal,
                [.. inline, .. attached],
                identity.Text("permissionsBoundary") is { } boundary ? managed[boundary] : null
            );
        }
    }
}

/// <summary>A role or user of the class with everything that IAM holds against it.</summary>
sealed record Actor(PlannedResource Resource, Principal Principal, ImmutableArray<PolicyDocument> Policies, PolicyDocument? Boundary)
{
    public string Student => (string)Resource.Map("tags")["student"];

    public override string ToString() => Resource.Name;
}
