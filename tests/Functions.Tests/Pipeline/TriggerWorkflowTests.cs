using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using Classroom.Functions.Pipeline;

namespace Classroom.Functions.Tests.Pipeline;

public sealed class TriggerWorkflowTests
{
    const string Machine = "arn:aws:states:us-east-1:123456789012:stateMachine:user1-simple-workflow";
    const string Types = "sales_data, customer_data, inventory_data, analytics_data";
    const string Example = """send {"userId": "user-123", "dataType": "sales_data"}""";

    [Test]
    public async Task A_good_request_starts_the_workflow_and_says_where()
    {
        var (response, calls) = await Post("""{"userId":"user-123","dataType":"sales_data"}""");

        Assert.That(
            calls,
            Is.EqualTo(new[] { $$"""start {{Machine}} as api-request-1 with {"userId":"user-123","dataType":"sales_data"}""" })
        );
        Assert.That((response.StatusCode, response.Headers["content-type"]), Is.EqualTo((202, "application/json")));
        Assert.That(
            response.Body,
            Is.EqualTo(
                """{"message":"Workflow started","executionArn":"arn:aws:states:us-east-1:123456789012:execution:user1-simple-workflow:api-request-1","startDate":"2026-11-20T12:00:00+00:00","userId":"user-123","dataType":"sales_data"}"""
            )
        );
    }

    [Test]
    public async Task A_body_in_base64_is_read()
    {
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"userId":"user-123","dataType":"sales_data"}"""));

        var (response, _) = await Post(body, isBase64: true);

        Assert.That(response.StatusCode, Is.EqualTo(202));
    }

    [TestCase("""{"userId":"","dataType":"sales_data"}""", "userId is missing or empty")]
    [TestCase("""{"userId":"user-1","dataType":""}""", $"dataType is missing or empty; allowed are {Types}")]
    [TestCase("""{"userId":" ","dataType":null}""", $"userId is missing or empty|dataType is missing or empty; allowed are {Types}")]
    [TestCase("""{"userId":"user-1","dataType":"weather"}""", $"dataType is 'weather'; allowed are {Types}")]
    [TestCase("{}", $"userId is missing or empty|dataType is missing or empty; allowed are {Types}")]
    [TestCase("", $"body is empty; {Example}")]
    [TestCase(null, $"body is empty; {Example}")]
    [TestCase("null", $"body is null; {Example}")]
    [TestCase("[1]", $"body is not a JSON object with text values; {Example}")]
    [TestCase("""{"userId":7,"dataType":"sales_data"}""", $"body is not a JSON object with text values; {Example}")]
    [TestCase("{oops", $"body is not a JSON object with text values; {Example}")]
    public async Task Mistake_10_of_the_material_a_bad_request_is_refused_with_field_and_reason_and_starts_nothing(
        string? body,
        string errors
    )
    {
        var (response, calls) = await Post(body);

        Assert.That(calls, Is.Empty);
        Assert.That(response.StatusCode, Is.EqualTo(400));
        var answer = JsonNode.Parse(response.Body)!;
        Assert.That(answer["message"]!.GetValue<string>(), Is.EqualTo("The request is not valid; nothing was started."));
        Assert.That(
            string.Join('|', answer["errors"]!.AsArray().Select(error => $"{error!["field"]} {error["reason"]}")),
            Is.EqualTo(errors)
        );
    }

    static async Task<(APIGatewayHttpApiV2ProxyResponse, List<string>)> Post(string? body, bool isBase64 = false)
    {
        var stepFunctions = new RecordedStepFunctions();
        var response = await new TriggerWorkflow(stepFunctions, () => Machine).Handle(
            new() { Body = body, IsBase64Encoded = isBase64 },
            new Invocation()
        );
        return (response, stepFunctions.Calls);
    }
}
