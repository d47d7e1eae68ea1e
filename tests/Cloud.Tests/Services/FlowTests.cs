using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>The class's own C# handlers, called by a workflow, an API and by hand.</summary>
sealed class FlowTests : FlowFixture
{
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
}
