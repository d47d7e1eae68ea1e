using Classroom.Cloud.Sns;
using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.Sns;

abstract class TopicTest : ServiceTest
{
    protected const string NoTopic = $"arn:aws:sns:{Region}:{Account}:none";

    protected async Task<string> TopicAsync(string name, object? attributes = null) =>
        (await CallAsync<CreateTopic>(new { Name = name, Attributes = attributes ?? new { } })).At("TopicArn");

    protected async Task<string> SubscribeAsync(string topic, string protocol, string endpoint, object? attributes = null) =>
        (
            await CallAsync<Subscribe>(
                new
                {
                    TopicArn = topic,
                    Protocol = protocol,
                    Endpoint = endpoint,
                    Attributes = attributes ?? new { },
                    ReturnSubscriptionArn = true,
                }
            )
        ).At("SubscriptionArn");

    /// <summary>A queue that takes everything from everybody; its ARN.</summary>
    protected async Task<string> OpenQueueAsync(string name)
    {
        const string open =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*"}]}""";
        await CallAsync<CreateQueue>(new { QueueName = name, Attributes = new { Policy = open } });
        return $"arn:aws:sqs:{Region}:{Account}:{name}";
    }

    /// <summary>The body of the next message of a queue, however long it takes to come.</summary>
    protected async Task<string> NextMessageAsync(string queue) =>
        (await CallAsync<ReceiveMessage>(new { QueueUrl = $"http://x/{Account}/{queue}", WaitTimeSeconds = 20 })).At("Messages/0/Body");
}
