using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class DeleteRetentionPolicy(LogStore logs) : IOperation<DeleteRetentionPolicy.Input, Nothing>
{
    public sealed record Input(string LogGroupName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(input.LogGroupName))];

    public Nothing Run(Input input, Call call)
    {
        logs.Groups.Put(input.LogGroupName, logs.Group(input.LogGroupName) with { RetentionInDays = null });
        return Nothing.Value;
    }
}
