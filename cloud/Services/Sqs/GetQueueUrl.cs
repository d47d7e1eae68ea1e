using Classroom.Cloud.Api;

namespace Classroom.Cloud.Sqs;

sealed class GetQueueUrl(QueueStore queues) : IOperation<GetQueueUrl.Input, GetQueueUrl.Output>
{
    public sealed record Input(string QueueName, string? QueueOwnerAWSAccountId = null);

    public sealed record Output(string QueueUrl);

    public IEnumerable<Permission> Needs(Input input, Call call) => queues.Needs(input.QueueName);

    public Output Run(Input input, Call call) => new(queues.UrlOf(queues.ByUrl(input.QueueName).Name));
}
