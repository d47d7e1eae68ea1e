using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class AddPermission(QueueStore queues) : IOperation<AddPermission.Input, Nothing>
{
    public sealed record Input(string QueueUrl, string Label, IReadOnlyList<string> AWSAccountIds, IReadOnlyList<string> Actions);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Nothing Run(Input input, Call call)
    {
        var queue = queues.ByUrl(input.QueueUrl);
        var policy = QueuePolicy.With(
            queue.Attributes.GetValueOrDefault("Policy"),
            queues.ArnOf(queue.Name),
            input.Label,
            input.AWSAccountIds,
            input.Actions
        );
        queues.Queues.Put(queue.Name, queue with { Attributes = queue.Attributes.SetItem("Policy", policy), Modified = call.Now });
        return Nothing.Value;
    }
}
