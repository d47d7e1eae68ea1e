using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class DeleteLogStream(LogStore logs) : IOperation<DeleteLogStream.Input, Nothing>
{
    public sealed record Input(string LogGroupName, string LogStreamName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.StreamArn(input.LogGroupName, input.LogStreamName))];

    public Nothing Run(Input input, Call call)
    {
        logs.Remove(logs.Stream(logs.Group(input.LogGroupName), input.LogStreamName));
        return Nothing.Value;
    }
}
