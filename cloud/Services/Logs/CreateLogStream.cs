using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class CreateLogStream(LogStore logs) : IOperation<CreateLogStream.Input, Nothing>
{
    public sealed record Input(string LogGroupName, string LogStreamName);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.StreamArn(input.LogGroupName, input.LogStreamName))];

    public Nothing Run(Input input, Call call)
    {
        LogNames.CheckStream(input.LogStreamName);
        var group = logs.Group(input.LogGroupName);
        if (logs.Streams.Has(LogStore.StreamKey(group.Name, input.LogStreamName)))
            throw new AwsException("ResourceAlreadyExistsException", "The specified log stream already exists");
        logs.Make(group.Name, input.LogStreamName, call.Now);
        return Nothing.Value;
    }
}
