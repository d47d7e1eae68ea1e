using System.Text.Json.Nodes;
using Classroom.Cloud.Sqs;

namespace Classroom.Services.Tests.Sqs;

abstract class QueueTest : ServiceTest
{
    protected static string Url(string name) => $"http://127.0.0.1:4566/{Account}/{name}";

    protected async Task<string> QueueAsync(string name, object? attributes = null) =>
        (await CallAsync<CreateQueue>(new { QueueName = name, Attributes = attributes ?? new { } })).At("QueueUrl");

    protected async Task<string> AttributeAsync(string url, string name) =>
        (await CallAsync<GetQueueAttributes>(new { QueueUrl = url, AttributeNames = new[] { "All" } })).At($"Attributes/{name}");

    protected async Task<JsonArray> ReceiveAsync(string url, int most = 10) => (
            await CallAsync<ReceiveMessage>(
                new
                {
                    QueueUrl = url,
                    MaxNumberOfMessages = most,
                    AttributeNames = new[] { "All" },
                    MessageAttributeNames = new[] { "All" },
                }
            )
        )["Messages"]?.AsArray() ?? [];

    protected async Task<string?[]> BodiesAsync(string url) => [.. (await ReceiveAsync(url)).Select(message => message!.At("Body"))];

    protected static string RedriveTo(string queue, int receives) =>
        $$"""{"deadLetterTargetArn":"arn:aws:sqs:{{Region}}:{{Account}}:{{queue}}","maxReceiveCount":{{receives}}}""";
}
