using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class GetQueueAttributes(QueueStore queues) : IOperation<GetQueueAttributes.Input, GetQueueAttributes.Output>
{
    public sealed record Input(string QueueUrl, IReadOnlyList<string>? AttributeNames = null);

    public sealed record Output(IReadOnlyDictionary<string, string>? Attributes);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueUrl);

    public Output Run(Input input, Call call)
    {
        var wanted = input.AttributeNames ?? [];
        var all = QueueAttributes.Describe(queues.ByUrl(input.QueueUrl), queues);
        if (wanted.FirstOrDefault(name => name != "All" && !QueueAttributes.IsKnown(name)) is { } unknown)
            throw SqsErrors.Of("InvalidAttributeName", $"Unknown Attribute {unknown}.");
        var found = all.Where(attribute => wanted.Contains("All") || wanted.Contains(attribute.Key)).ToDictionary();
        return new(found.Count == 0 ? null : found);
    }
}
