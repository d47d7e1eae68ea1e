using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>Routes that call a service without a function between, with the role that the integration names.</summary>
sealed class ApiTests : CloudFixture
{
    const string Machine = $"arn:aws:states:us-east-1:{Account}:stateMachine:echo";
    JsonObject api = null!;

    string Id => (string)api["apiId"]!;

    [OneTimeSetUp]
    public async Task MakeApi()
    {
        api = (await Root.RestAsync("apigateway", HttpMethod.Post, "/v2/apis", new { name = "direct", protocolType = "HTTP" })).Json;
        await Root.RestAsync("apigateway", HttpMethod.Post, $"/v2/apis/{Id}/stages", new { stageName = "$default", autoDeploy = true });
        await Root.CallAsync("sqs", "CreateQueue", new { QueueName = "inbox" });
        var workflow = await RoleAsync("workflow", "states.amazonaws.com");
        await Root.CallAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "echo",
                type = "EXPRESS",
                roleArn = workflow,
                definition = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""",
            }
        );
    }

    [Test]
    public async Task A_queue()
    {
        var role = await RoleAsync(
            "sender",
            "apigateway.amazonaws.com",
            Allow("sqs:SendMessage", $"arn:aws:sqs:us-east-1:{Account}:inbox")
        );
        await RouteAsync(
            "POST /messages/{who}",
            "SQS-SendMessage",
            role,
            new
            {
                QueueUrl = $"{Cloud.Endpoint}/{Account}/inbox",
                MessageBody = "$request.body.text",
                MessageGroupId = (string?)null,
            }
        );
        var sent = await PostAsync("/messages/ann", """{"text":"hello"}""");
        Assert.That(sent.Status, Is.EqualTo(200), sent.Body);
        var received = await Root.CallAsync("sqs", "ReceiveMessage", new { QueueUrl = $"http://x/{Account}/inbox", WaitTimeSeconds = 5 });
        Assert.That((string?)received["Messages"]![0]!["Body"], Is.EqualTo("hello"));
    }

    [Test]
    public async Task A_workflow()
    {
        var role = await RoleAsync("starter", "apigateway.amazonaws.com", Allow("states:StartSyncExecution", Machine));
        await RouteAsync("POST /run", "StepFunctions-StartSyncExecution", role, new { StateMachineArn = Machine, Input = "$request.body" });
        var run = await PostAsync("/run", """{"n":1}""");
        Assert.That(((string?)run.Json["status"], (string?)run.Json["output"]), Is.EqualTo(("SUCCEEDED", """{"n":1}""")), run.Body);
    }

    [Test]
    public async Task A_role_that_may_not_is_told()
    {
        var role = await RoleAsync("idle", "apigateway.amazonaws.com");
        await RouteAsync("POST /refused", "StepFunctions-StartSyncExecution", role, new { StateMachineArn = Machine });
        var refused = await PostAsync("/refused", "{}");
        Assert.That(refused.Status, Is.EqualTo(400));
        Assert.That(refused.Body, Does.Contain("is not authorized to perform: states:StartSyncExecution"));
    }

    async Task RouteAsync(string key, string subtype, string role, object parameters)
    {
        var given = System
            .Text.Json.JsonSerializer.SerializeToNode(parameters)!
            .AsObject()
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => (string)pair.Value!);
        var integration = await Root.RestAsync(
            "apigateway",
            HttpMethod.Post,
            $"/v2/apis/{Id}/integrations",
            new
            {
                integrationType = "AWS_PROXY",
                integrationSubtype = subtype,
                payloadFormatVersion = "1.0",
                credentialsArn = role,
                requestParameters = given,
            }
        );
        Assert.That(integration.Status, Is.EqualTo(201), integration.Body);
        var route = await Root.RestAsync(
            "apigateway",
            HttpMethod.Post,
            $"/v2/apis/{Id}/routes",
            new { routeKey = key, target = $"integrations/{(string)integration.Json["integrationId"]!}" }
        );
        Assert.That(route.Status, Is.EqualTo(201), route.Body);
    }

    Task<Answer> PostAsync(string path, string body) =>
        WireClient.SendAsync(
            new(HttpMethod.Post, $"{(string)api["apiEndpoint"]!}{path}")
            {
                Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            }
        );
}
