using Classroom.Access;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

/// <summary>Evaluates what a user, role or group may do, with the same evaluator that decides real calls.</summary>
sealed class SimulatePrincipalPolicy(IamStore iam) : IOperation<SimulatePrincipalPolicy.Input, SimulationOutput>
{
    public sealed record Input(
        string PolicySourceArn,
        IReadOnlyList<string> ActionNames,
        IReadOnlyList<string>? PolicyInputList = null,
        IReadOnlyList<string>? PermissionsBoundaryPolicyInputList = null,
        IReadOnlyList<string>? ResourceArns = null,
        string? ResourcePolicy = null,
        string? ResourceOwner = null,
        string? CallerArn = null,
        IReadOnlyList<ContextEntry>? ContextEntries = null,
        string? ResourceHandlingOption = null,
        int? MaxItems = null,
        string? Marker = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.PolicySourceArn)];

    public SimulationOutput Run(Input input, Call call)
    {
        var identity = Find(input.PolicySourceArn);
        if (input.ResourcePolicy is not null && input.CallerArn is null && identity is not User)
            throw Simulation.Invalid("CallerArn is required if ResourcePolicy is given and PolicySourceArn is not a user");
        return new Simulation(
            CallerOf(identity, input.CallerArn),
            [
                .. PoliciesOf(identity),
                .. (input.PolicyInputList ?? []).Select(
                    (text, position) => new SimulatedPolicy($"PolicyInputList.{position + 1}", "none", text)
                ),
            ],
            SimulatedCaller.AccountOf(input.ResourceOwner) ?? iam.Account
        )
        {
            Boundary = SimulatedCaller.Boundary(input.PermissionsBoundaryPolicyInputList) ?? BoundaryOf(identity),
            ResourcePolicy = input.ResourcePolicy,
            Entries = input.ContextEntries ?? [],
        }.Run(input.ActionNames, input.ResourceArns, input.Marker, input.MaxItems);
    }

    Caller CallerOf(Identity identity, string? callerArn) =>
        callerArn is not null
            ? SimulatedCaller.Of(callerArn, iam)
            : identity switch
            {
                User user => iam.ActAs(user),
                Role role => iam.ActAs(role, "simulation"),
                _ => new(new(PrincipalKind.User, identity.Arn(iam.Account), iam.Account), "simulation"),
            };

    /// <summary>A user has the policies of their groups too.</summary>
    IEnumerable<SimulatedPolicy> PoliciesOf(Identity identity) =>
        identity is User user ? Own(user).Concat(iam.GroupsOf(user.Name).SelectMany(Own)) : Own(identity);

    IEnumerable<SimulatedPolicy> Own(Identity identity) =>
        identity
            .Inline.Select(policy => new SimulatedPolicy(policy.Key, identity.Kind, policy.Value))
            .Concat(identity.Attached.Select(Managed));

    SimulatedPolicy? BoundaryOf(Identity identity) => identity.Boundary is { } arn ? Managed(arn) : null;

    SimulatedPolicy Managed(string arn)
    {
        var policy = iam.Policy(arn);
        return new(policy.Name, "IAM Policy", policy.Default.Document);
    }

    Identity Find(string arn)
    {
        var name = arn[(arn.LastIndexOf('/') + 1)..];
        if (arn.Contains(":role/", StringComparison.Ordinal))
            return Exactly(iam.Role(name), arn);
        if (arn.Contains(":user/", StringComparison.Ordinal))
            return Exactly(iam.User(name), arn);
        return arn.Contains(":group/", StringComparison.Ordinal)
            ? Exactly(iam.Group(name), arn)
            : throw Simulation.Invalid($"{arn} is not the ARN of a user, group or role");
    }

    /// <summary>IAM has allowed this ARN to the caller, and so another path before the same name must not lead to the identity.</summary>
    T Exactly<T>(T identity, string arn)
        where T : Identity => identity.Arn(iam.Account) == arn ? identity : throw IamStore.NoSuchEntity($"{arn} cannot be found.");
}
