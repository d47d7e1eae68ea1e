using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

/// <summary>Evaluates what the policies of the input allow.</summary>
sealed class SimulateCustomPolicy(IamStore iam) : IOperation<SimulateCustomPolicy.Input, SimulationOutput>
{
    public sealed record Input(
        IReadOnlyList<string> PolicyInputList,
        IReadOnlyList<string> ActionNames,
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

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public SimulationOutput Run(Input input, Call call)
    {
        if (input.ResourcePolicy is not null && input.CallerArn is null)
            throw Simulation.Invalid("CallerArn is required if ResourcePolicy is given");
        return new Simulation(
            SimulatedCaller.Of(input.CallerArn, iam),
            [.. input.PolicyInputList.Select((text, position) => new SimulatedPolicy($"PolicyInputList.{position + 1}", "none", text))],
            SimulatedCaller.AccountOf(input.ResourceOwner) ?? iam.Account
        )
        {
            Boundary = SimulatedCaller.Boundary(input.PermissionsBoundaryPolicyInputList),
            ResourcePolicy = input.ResourcePolicy,
            Entries = input.ContextEntries ?? [],
        }.Run(input.ActionNames, input.ResourceArns, input.Marker, input.MaxItems);
    }
}
