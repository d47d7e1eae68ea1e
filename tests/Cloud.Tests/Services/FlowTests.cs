using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>The class's own C# handlers, with everything that calls them and that they call.</summary>
sealed class FlowTests : CloudFixture
{
    const string Machine = $"arn:aws:states:us-east-1:{Account}:stateMachine:";
    const string Function = $"arn:aws:lambda:us-east-1:{Account}:function:";
    const string Greeting = $$$$"""
        {"StartAt":"Validate","States":{
          "Validate":{"Type":"Task","Resource":"{{{{Function}}}}user1-validate-fn","Next":"Process","Catch":[{"ErrorEquals":["States.ALL"],"Next":"ValidationFailed"}]},
          "Process":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"{{{{Function}}}}user1-process-fn","Payload.$":"$"},"OutputPath":"$.Payload","End":true},
          "ValidationFailed":{"Type":"Fail","Error":"ValidationFailed"}}}
        """;

    static readonly Dictionary<string, string> Variables = new()
    {
        ["STATE_MACHINE_ARN"] = $"{Machine}user1-greeting-workflow",
        ["TRANSIENT_ERROR_RATE"] = "0",
        ["DELAY_SCALE"] = "0",
    };

    [OneTimeSetUp]
    public async Task Deploy()
    {
        var function = await RoleAsync(
            "function",
            "lambda.amazonaws.com",
            Allow("logs:*", "*"),
            Allow("states:StartExecution", $"{Machine}user1-*"),
            Allow("sqs:*", "*")
        );
        var workflow = await RoleAsync("workflow", "states.amazonaws.com", Allow("lambda:InvokeFunction", $"{Function}user1-*"));
        await Root.DeployHandlerAsync("user1-validate-fn", "Greeting.Validate", function, Variables);
        await Root.DeployHandlerAsync("user1-process-fn", "Greeting.Process", function, Variables);
        await Root.DeployHandlerAsync("user1-trigger-workflow", "Pipeline.TriggerWorkflow", function, Variables);
        await Root.CallAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "user1-greeting-workflow",
                definition = Greeting,
                roleArn = workflow,
            }
        );
    }

    [Test]
    public async Task A_workflow_runs_handlers()
    {
        var run = await RunAsync("user1-greeting-workflow", """{"name":"Alice"}""");
        Assert.That((string?)run["status"], Is.EqualTo("SUCCEEDED"), run.ToJsonString());
        Assert.That((string?)run["output"], Does.Contain("Alice"));
        var refused = await RunAsync("user1-greeting-workflow", "{}");
        Assert.That(((string?)refused["status"], (string?)refused["error"]), Is.EqualTo(("FAILED", "ValidationFailed")));
    }

    [Test]
    public async Task A_function_prints_start_end_and_report()
    {
        await Root.RestAsync("lambda", HttpMethod.Post, "/2015-03-31/functions/user1-validate-fn/invocations", new { name = "Bob" });
        var events = await UntilAsync(
            async () => await Root.JsonAsync("logs", "FilterLogEvents", new { logGroupName = "/aws/lambda/user1-validate-fn" }),
            answer => answer.Body.Contains("REPORT RequestId", StringComparison.Ordinal),
            "The report"
        );
        Assert.That(events.Body, Does.Contain("START RequestId").And.Contain("END RequestId").And.Contain("Billed Duration"));
    }

    [Test]
    public async Task A_function_that_is_called_for_the_first_time_long_after_another_begins_as_quickly()
    {
        await Root.RestAsync("lambda", HttpMethod.Post, "/2015-03-31/functions/user1-validate-fn/invocations", new { name = "Bob" });
        await Root.DeployHandlerAsync("user1-late-fn", "Greeting.Validate", $"arn:aws:iam::{Account}:role/function", Variables);
        // Longer than a function may take to begin: the process that waited for it is as old as that.
        await Task.Delay(TimeSpan.FromSeconds(11));
        var answer = await Root.RestAsync(
            "lambda",
            HttpMethod.Post,
            "/2015-03-31/functions/user1-late-fn/invocations",
            new { name = "Bob" }
        );
        Assert.That(answer.Response.Headers.Contains("X-Amz-Function-Error"), Is.False, answer.Body);
        var report = await UntilAsync(
            async () =>
                (
                    await Root.JsonAsync(
                        "logs",
                        "FilterLogEvents",
                        new { logGroupName = "/aws/lambda/user1-late-fn", filterPattern = "REPORT" }
                    )
                ).Body,
            body => body.Contains("Init Duration", StringComparison.Ordinal),
            "The report"
        );
        Assert.That(
            double.Parse(report.Split("Init Duration: ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture),
            Is.LessThan(10_000)
        );
    }

    [Test]
    public async Task An_api_starts_a_workflow_and_refuses_bad_input()
    {
        var api = (
            await Root.RestAsync("apigateway", HttpMethod.Post, "/v2/apis", new { name = "user1-workflow-api", protocolType = "HTTP" })
        ).Json;
        var id = (string)api["apiId"]!;
        var integration = (
            await Root.RestAsync(
                "apigateway",
                HttpMethod.Post,
                $"/v2/apis/{id}/integrations",
                new
                {
                    integrationType = "AWS_PROXY",
                    integrationUri = $"{Function}user1-trigger-workflow",
                    payloadFormatVersion = "2.0",
                }
            )
        ).Json;
        await Root.RestAsync(
            "apigateway",
            HttpMethod.Post,
            $"/v2/apis/{id}/routes",
            new { routeKey = "POST /process", target = $"integrations/{(string)integration["integrationId"]!}" }
        );
        await Root.RestAsync("apigateway", HttpMethod.Post, $"/v2/apis/{id}/stages", new { stageName = "$default", autoDeploy = true });
        Task<Answer> PostAsync(string path, string body) =>
            WireClient.SendAsync(
                new(HttpMethod.Post, $"{(string)api["apiEndpoint"]!}{path}")
                {
                    Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
                }
            );

        var unpermitted = await PostAsync("/process", "{}");
        Assert.That(
            (unpermitted.Status, unpermitted.Body),
            Is.EqualTo((500, """{"message":"Internal Server Error"}""")),
            "the function does not let the API in yet"
        );
        await Root.RestAsync(
            "lambda",
            HttpMethod.Post,
            "/2015-03-31/functions/user1-trigger-workflow/policy",
            new
            {
                StatementId = "api",
                Action = "lambda:InvokeFunction",
                Principal = "apigateway.amazonaws.com",
                SourceArn = $"arn:aws:execute-api:us-east-1:{Account}:{id}/*/POST/process",
            }
        );
        var accepted = await PostAsync("/process", """{"userId":"u","dataType":"sales_data"}""");
        Assert.That(accepted.Status, Is.EqualTo(202), accepted.Body);
        var refused = await PostAsync("/process", """{"userId":"","dataType":"sales_data"}""");
        Assert.That(refused.Status, Is.EqualTo(400), refused.Body);
        Assert.That(refused.Body, Does.Contain("userId"));
        Assert.That((await PostAsync("/elsewhere", "{}")).Body, Is.EqualTo("""{"message":"Not Found"}"""));
    }

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
            Does.Contain("1 out of the last 1 datapoint [2.0").And.Contain("greater than the threshold (0.0)")
        );
    }

    [Test]
    public async Task A_fault_on_purpose_meets_calls_until_it_is_taken_away()
    {
        var fault = await FaultAsync("""{"kind":"throttle","service":"logs","operation":"DescribeLogGroups","share":1}""");
        Assert.That((await Root.JsonAsync("logs", "DescribeLogGroups", new { })).Code, Is.EqualTo("ThrottlingException"));
        await TakeAwayAsync(fault);
        Assert.That((await Root.JsonAsync("logs", "DescribeLogGroups", new { })).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_workflow_retries_a_call_that_meets_a_fault_on_purpose()
    {
        await Root.CallAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "user1-patient",
                roleArn = $"arn:aws:iam::{Account}:role/workflow",
                definition = $$$$"""
                {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
                  "Parameters":{"FunctionName":"{{{{Function}}}}user1-process-fn","Payload":{"name":"Dora"}},
                  "Retry":[{"ErrorEquals":["States.ALL"],"IntervalSeconds":1,"BackoffRate":1,"MaxAttempts":99}],"End":true}}}
                """,
            }
        );
        var fault = await FaultAsync("""{"kind":"throttle","service":"lambda","operation":"Invoke","share":1}""");
        var started = await Root.CallAsync("states", "StartExecution", new { stateMachineArn = $"{Machine}user1-patient", input = "{}" });
        var execution = (string)started["executionArn"]!;
        await UntilAsync(() => EventsAsync(execution), types => types.Contains("TaskFailed"), "The call that meets the fault");
        await TakeAwayAsync(fault);
        var run = await EndAsync(execution);
        Assert.That((string?)run["status"], Is.EqualTo("SUCCEEDED"), run.ToJsonString());
        Assert.That((string?)run["output"], Does.Contain("Hello Dora"));
    }

    [Test]
    public async Task A_workflow_may_only_what_its_role_may()
    {
        await Root.CallAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "user1-nosy",
                roleArn = $"arn:aws:iam::{Account}:role/workflow",
                definition = $$$$"""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"{{{{Function}}}}user11-secret"},"End":true}}}""",
            }
        );
        var run = await RunAsync("user1-nosy", "{}");
        Assert.That((string?)run["error"], Is.EqualTo("Lambda.AWSLambdaException"));
        Assert.That(
            (string?)run["cause"],
            Does.Contain("assumed-role/workflow/")
                .And.Contain("is not authorized to perform: lambda:InvokeFunction")
                .And.Contain("user11-secret")
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

    async Task<JsonObject> RunAsync(string machine, string input)
    {
        var started = await Root.CallAsync("states", "StartExecution", new { stateMachineArn = $"{Machine}{machine}", input });
        return await EndAsync((string)started["executionArn"]!);
    }

    Task<JsonObject> EndAsync(string execution) =>
        UntilAsync(
            () => Root.CallAsync("states", "DescribeExecution", new { executionArn = execution }),
            run => (string?)run["status"] != "RUNNING",
            "The end of the execution"
        );

    async Task<List<string>> EventsAsync(string execution)
    {
        var history = await Root.CallAsync("states", "GetExecutionHistory", new { executionArn = execution });
        return [.. ((JsonArray)history["events"]!).Select(@event => (string)@event!["type"]!)];
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

    async Task<string> FaultAsync(string order)
    {
        var made = await WireClient.SendAsync(Admin(HttpMethod.Post, "", new StringContent(order)));
        Assert.That(made.Status, Is.EqualTo(201), made.Body);
        return (string)made.Json["id"]!;
    }

    async Task TakeAwayAsync(string fault) =>
        Assert.That((await WireClient.SendAsync(Admin(HttpMethod.Delete, $"/{fault}"))).Status, Is.EqualTo(204));

    HttpRequestMessage Admin(HttpMethod method, string path, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, $"{Cloud.Endpoint}/_classroom/faults{path}") { Content = content };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String("test:test"u8));
        return request;
    }
}
