using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class DeleteLogGroup(LogStore logs) : IOperation<DeleteLogGroup.Input, Nothing>
{
    public sealed record Input(string LogGroupName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(input.LogGroupName))];

    public Nothing Run(Input input, Call call)
    {
        var group = logs.Group(input.LogGroupName);
        if (group.IsProtected)
            throw new AwsException(
                "ValidationException",
                "The log group is protected from deletion; switch its deletion protection off first"
            );
        logs.Remove(group);
        return Nothing.Value;
    }
}
