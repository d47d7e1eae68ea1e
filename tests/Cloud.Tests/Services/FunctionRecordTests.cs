using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>What functions and their destinations receive, as recorded on AWS: members without a value are left out.</summary>
sealed class FunctionRecordTests : CloudFixture
{
    const string Code = """
        import json
        def shows(event, context):
            print(json.dumps(event))
            return event
        """;

    [OneTimeSetUp]
    public async Task Deploy()
    {
        AwsCli.Require("python3", "Python 3");
        var role = await RoleAsync("receiver", "lambda.amazonaws.com", Allow("logs:*", "*"), Allow("sqs:*", "*"));
        await Root.DeployAsync(
            "shows",
            "python3.12",
            "index.shows",
            role,
            FunctionPackages.Of("index.py", Code),
            new Dictionary<string, string>(),
            timeout: 5
        );
        foreach (var queue in (string[])["source", "results"])
            await Root.CallAsync("sqs", "CreateQueue", new { QueueName = queue, Attributes = new { VisibilityTimeout = "30" } });
    }

    [Test]
    public async Task A_record_of_a_queue_has_no_empty_members()
    {
        var mapping = await Root.RestAsync(
            "lambda",
            HttpMethod.Post,
            "/2015-03-31/event-source-mappings",
            new { FunctionName = "shows", EventSourceArn = $"arn:aws:sqs:us-east-1:{Account}:source" }
        );
        Assert.That(mapping.Status, Is.EqualTo(202), mapping.Body);
        await Root.CallAsync("sqs", "SendMessage", new { QueueUrl = Url("source"), MessageBody = "plain" });
        var plain = await RecordAsync("plain");
        Assert.That(
            plain.Select(member => member.Key),
            Is.EquivalentTo(
                new[]
                {
                    "messageId",
                    "receiptHandle",
                    "body",
                    "attributes",
                    "messageAttributes",
                    "md5OfBody",
                    "eventSource",
                    "eventSourceARN",
                    "awsRegion",
                }
            )
        );
        await Root.CallAsync(
            "sqs",
            "SendMessage",
            new
            {
                QueueUrl = Url("source"),
                MessageBody = "described",
                MessageAttributes = new { color = new { DataType = "String", StringValue = "blue" } },
            }
        );
        var described = await RecordAsync("described");
        Assert.That(described["md5OfMessageAttributes"], Is.Not.Null);
        Assert.That(
            described["messageAttributes"]!["color"]!.AsObject().Select(member => member.Key),
            Is.EquivalentTo(new[] { "stringValue", "stringListValues", "binaryListValues", "dataType" })
        );
    }

    [Test]
    public async Task A_destination_reads_of_an_error_only_where_there_was_one()
    {
        var configured = await Root.RestAsync(
            "lambda",
            HttpMethod.Put,
            "/2019-09-25/functions/shows/event-invoke-config",
            new { DestinationConfig = new { OnSuccess = new { Destination = $"arn:aws:sqs:us-east-1:{Account}:results" } } }
        );
        Assert.That(configured.Status, Is.EqualTo(200), configured.Body);
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Cloud.Endpoint}/2015-03-31/functions/shows/invocations")
        {
            Content = new StringContent("""{"a":1}"""),
        };
        request.Headers.TryAddWithoutValidation("X-Amz-Invocation-Type", "Event");
        new Signer("test", "test", "lambda").Sign(request, """{"a":1}"""u8.ToArray());
        var invoked = await WireClient.SendAsync(request);
        Assert.That(invoked.Status, Is.EqualTo(202), invoked.Body);
        var received = await Root.CallAsync("sqs", "ReceiveMessage", new { QueueUrl = Url("results"), WaitTimeSeconds = 20 });
        var record = JsonNode.Parse((string)received["Messages"]![0]!["Body"]!)!;
        Assert.That(record["responseContext"]!.ToJsonString(), Is.EqualTo("""{"statusCode":200,"executedVersion":"$LATEST"}"""));
        Assert.That(
            (string?)record["requestContext"]!["requestId"],
            Is.EqualTo(invoked.Response.Headers.GetValues("x-amzn-RequestId").Single()),
            "the id of the request"
        );
    }

    string Url(string queue) => $"{Cloud.Endpoint}/{Account}/{queue}";

    async Task<JsonObject> RecordAsync(string body)
    {
        var found = await UntilAsync(
            () =>
                Root.CallAsync(
                    "logs",
                    "FilterLogEvents",
                    new { logGroupName = "/aws/lambda/shows", filterPattern = $"\"\\\"{body}\\\"\"" }
                ),
            events => ((JsonArray)events["events"]!).Count > 0,
            "The log of the function"
        );
        return (JsonObject)JsonNode.Parse((string)found["events"]![0]!["message"]!)!["Records"]![0]!;
    }
}
