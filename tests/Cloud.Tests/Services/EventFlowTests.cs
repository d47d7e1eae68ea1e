using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>Events, messages and alarms, and the handlers and workflows that they start.</summary>
sealed class EventFlowTests : FlowFixture
{
    [Test]
    public async Task An_event_starts_a_workflow()
    {
        var role = await RoleAsync("events", "events.amazonaws.com", Allow("states:StartExecution", $"{Machine}user1-greeting-workflow"));
        await Root.CallAsync("events", "CreateEventBus", new { Name = "user1-orders" });
        await Root.CallAsync(
            "events",
            "PutRule",
            new
            {
                Name = "user1-order-created",
                EventBusName = "user1-orders",
                EventPattern = """{"source":["myapp.orders"],"detail-type":["Order Created"]}""",
            }
        );
        await Root.CallAsync(
            "events",
            "PutTargets",
            new
            {
                Rule = "user1-order-created",
                EventBusName = "user1-orders",
                Targets = new[]
                {
                    new
                    {
                        Id = "w",
                        Arn = $"{Machine}user1-greeting-workflow",
                        RoleArn = role,
                        InputTransformer = new { InputPathsMap = new { who = "$.detail.customer" }, InputTemplate = """{"name": <who>}""" },
                    },
                },
            }
        );
        await Root.CallAsync(
            "events",
            "PutEvents",
            new
            {
                Entries = new[]
                {
                    new
                    {
                        EventBusName = "user1-orders",
                        Source = "myapp.orders",
                        DetailType = "Order Created",
                        Detail = """{"customer":"Carol"}""",
                    },
                    new
                    {
                        EventBusName = "user1-orders",
                        Source = "other",
                        DetailType = "Order Created",
                        Detail = """{"customer":"Mallory"}""",
                    },
                },
            }
        );
        var inputs = await UntilAsync(InputsAsync, all => all.Contains("""{"name":"Carol"}"""), "The execution");
        Assert.That(inputs, Has.None.Contains("Mallory"));
    }

    [Test]
    public async Task A_message_in_a_queue_calls_a_function_and_goes()
    {
        await Root.DeployHandlerAsync("user1-consumer-fn", "Greeting.Process", $"arn:aws:iam::{Account}:role/function", Variables);
        await Root.CallAsync("sqs", "CreateQueue", new { QueueName = "user1-queue" });
        await Root.CallAsync("sqs", "SendMessage", new { QueueUrl = $"http://x/{Account}/user1-queue", MessageBody = "{}" });
        var mapping = await Root.RestAsync(
            "lambda",
            HttpMethod.Post,
            "/2015-03-31/event-source-mappings/",
            new
            {
                EventSourceArn = $"arn:aws:sqs:us-east-1:{Account}:user1-queue",
                FunctionName = "user1-consumer-fn",
                BatchSize = 1,
            }
        );
        Assert.That(mapping.Status, Is.EqualTo(202), mapping.Body);
        await UntilAsync(() => MessagesAsync("user1-queue"), left => left == ("0", "0"), "The message's way out of the queue");
        var log = await UntilAsync(
            async () => (await Root.JsonAsync("logs", "FilterLogEvents", new { logGroupName = "/aws/lambda/user1-consumer-fn" })).Body,
            body => body.Contains("END RequestId", StringComparison.Ordinal),
            "The end of the call"
        );
        Assert.That(log.Split("START RequestId"), Has.Length.EqualTo(2), "one message is one call");
    }

    [Test]
    public async Task A_topic_asks_the_queues_own_policy()
    {
        var queue = $"arn:aws:sqs:us-east-1:{Account}:user1-notices";
        await Root.CallAsync("sqs", "CreateQueue", new { QueueName = "user1-notices" });
        await Root.FormAsync("sns", "CreateTopic", ("Name", "user1-greetings"));
        var topic = $"arn:aws:sns:us-east-1:{Account}:user1-greetings";
        await Root.FormAsync("sns", "Subscribe", ("TopicArn", topic), ("Protocol", "sqs"), ("Endpoint", queue));
        await Root.FormAsync("sns", "Publish", ("TopicArn", topic), ("Message", "closed"));
        await UntilAsync(
            async () => await Task.FromResult(Cloud.Log),
            log => log.Contains("could not be delivered to", StringComparison.Ordinal),
            "The refusal"
        );
        await Root.CallAsync(
            "sqs",
            "SetQueueAttributes",
            new
            {
                QueueUrl = $"http://x/{Account}/user1-notices",
                Attributes = new
                {
                    Policy = $$$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"{{{{queue}}}}","Condition":{"ArnEquals":{"aws:SourceArn":"{{{{topic}}}}"}}}]}""",
                },
            }
        );
        await Root.FormAsync("sns", "Publish", ("TopicArn", topic), ("Message", "open"));
        var notice = JsonNode.Parse(await NextMessageAsync("user1-notices"))!;
        Assert.That(
            ((string?)notice["Type"], (string?)notice["Message"], (string?)notice["TopicArn"]),
            Is.EqualTo(("Notification", "open", topic))
        );
    }

    [Test]
    public async Task An_alarm_tells_its_topic()
    {
        await Root.FormAsync("sns", "CreateTopic", ("Name", "user1-alarms"));
        var rings = await OpenQueueAsync("user1-rings");
        await Root.FormAsync(
            "sns",
            "Subscribe",
            ("TopicArn", $"arn:aws:sns:us-east-1:{Account}:user1-alarms"),
            ("Protocol", "sqs"),
            ("Endpoint", rings),
            ("Attributes.entry.1.key", "RawMessageDelivery"),
            ("Attributes.entry.1.value", "true")
        );
        await Root.CallAsync(
            "monitoring",
            "PutMetricData",
            new
            {
                Namespace = "Class",
                MetricData = new[]
                {
                    new
                    {
                        MetricName = "Failures",
                        Value = 2.0,
                        Timestamp = DateTimeOffset.UtcNow.AddMinutes(-2).ToUnixTimeSeconds(),
                    },
                },
            }
        );
        await Root.CallAsync(
            "monitoring",
            "PutMetricAlarm",
            new
            {
                AlarmName = "user1-failures",
                ComparisonOperator = "GreaterThanThreshold",
                Threshold = 0,
                EvaluationPeriods = 1,
                TreatMissingData = "notBreaching",
                AlarmActions = new[] { $"arn:aws:sns:us-east-1:{Account}:user1-alarms" },
                Metrics = new object[]
                {
                    new
                    {
                        Id = "sum",
                        Expression = "FILL(failed, 0) + FILL(timedout, 0)",
                        ReturnData = true,
                    },
                    new
                    {
                        Id = "failed",
                        ReturnData = false,
                        MetricStat = new
                        {
                            Metric = new { Namespace = "Class", MetricName = "Failures" },
                            Period = 300,
                            Stat = "Sum",
                        },
                    },
                    new
                    {
                        Id = "timedout",
                        ReturnData = false,
                        MetricStat = new
                        {
                            Metric = new { Namespace = "Class", MetricName = "TimeOuts" },
                            Period = 300,
                            Stat = "Sum",
                        },
                    },
                },
            }
        );
        var message = JsonNode.Parse(await NextMessageAsync("user1-rings"))!;
        Assert.That(
            ((string?)message["AlarmName"], (string?)message["NewStateValue"], (string?)message["OldStateValue"]),
            Is.EqualTo(("user1-failures", "ALARM", "INSUFFICIENT_DATA"))
        );
        Assert.That(
            (string?)message["NewStateReason"],
            Does.StartWith("Threshold Crossed: 1 datapoint [2.0 (").And.Contain("greater than the threshold (0.0)")
        );
    }

    async Task<List<string>> InputsAsync()
    {
        var runs = await Root.CallAsync("states", "ListExecutions", new { stateMachineArn = $"{Machine}user1-greeting-workflow" });
        var inputs = new List<string>();
        foreach (var run in (JsonArray)runs["executions"]!)
            inputs.Add(
                (string)
                    (await Root.CallAsync("states", "DescribeExecution", new { executionArn = (string)run!["executionArn"]! }))["input"]!
            );
        return [.. inputs.Select(input => input.Replace(" ", "", StringComparison.Ordinal))];
    }

    /// <summary>How many messages of a queue wait, and how many are in flight.</summary>
    async Task<(string Waiting, string InFlight)> MessagesAsync(string queue)
    {
        var answer = await Root.CallAsync(
            "sqs",
            "GetQueueAttributes",
            new { QueueUrl = $"http://x/{Account}/{queue}", AttributeNames = new[] { "All" } }
        );
        var attributes = answer["Attributes"]!;
        return ((string)attributes["ApproximateNumberOfMessages"]!, (string)attributes["ApproximateNumberOfMessagesNotVisible"]!);
    }
}
