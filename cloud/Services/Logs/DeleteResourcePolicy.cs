using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class DeleteResourcePolicy(LogStore logs) : IOperation<DeleteResourcePolicy.Input, Nothing>
{
    public sealed record Input(string PolicyName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Nothing Run(Input input, Call call) =>
        logs.ResourcePolicies.Remove(input.PolicyName)
            ? Nothing.Value
            : throw LogStore.NotFound($"Policy with name [{input.PolicyName}] does not exist.");
}
