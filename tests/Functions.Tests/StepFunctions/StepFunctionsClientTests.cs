using System.Net;
using Classroom.Functions.StepFunctions;

namespace Classroom.Functions.Tests.StepFunctions;

/// <summary>What goes over the wire, and what comes of an answer.</summary>
[NonParallelizable]
public sealed class StepFunctionsClientTests
{
    static readonly Dictionary<string, string?> Environment = new()
    {
        ["AWS_REGION"] = "eu-west-1",
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
        ["AWS_SESSION_TOKEN"] = "token",
        ["AWS_ENDPOINT_URL"] = null,
        ["AWS_ENDPOINT_URL_SFN"] = null,
    };

    readonly Dictionary<string, string?> before = [];

    [SetUp]
    public void Set()
    {
        foreach (var (name, value) in Environment)
        {
            before[name] = System.Environment.GetEnvironmentVariable(name);
            System.Environment.SetEnvironmentVariable(name, value);
        }
    }

    [TearDown]
    public void Restore()
    {
        foreach (var (name, value) in before)
            System.Environment.SetEnvironmentVariable(name, value);
    }

    [Test]
    public async Task An_execution_is_started_with_a_signed_call()
    {
        var wire = new Wire(HttpStatusCode.OK, """{"executionArn":"arn:x","startDate":1763640000.5}""");
        using var client = new StepFunctionsClient(wire, TimeProvider.System);

        var started = await client.StartExecutionAsync("arn:machine", "run-1", """{"a":"é"}""");

        Assert.That(started, Is.EqualTo(new StartedExecution("arn:x", DateTimeOffset.UnixEpoch.AddSeconds(1763640000.5))));
        Assert.That(
            wire.Sent,
            Is.EqualTo(
                new[]
                {
                    "POST https://states.eu-west-1.amazonaws.com/",
                    "AWSStepFunctions.StartExecution",
                    "application/x-amz-json-1.0",
                    """{"stateMachineArn":"arn:machine","name":"run-1","input":"{\u0022a\u0022:\u0022\u00E9\u0022}"}""",
                }
            )
        );
        Assert.That(
            wire.Authorization,
            Does.StartWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .And.Contain("/eu-west-1/states/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target")
        );
    }

    [Test]
    public async Task Tasks_are_answered()
    {
        var wire = new Wire(HttpStatusCode.OK, "{}");
        using var client = new StepFunctionsClient(wire, TimeProvider.System);

        await client.SendTaskSuccessAsync("token", "{}");
        await client.SendTaskFailureAsync("token", "Error", "cause");

        Assert.That(
            wire.Sent.Where(line => line.StartsWith("AWSStepFunctions.", StringComparison.Ordinal) || line[0] == '{'),
            Is.EqualTo(
                new[]
                {
                    "AWSStepFunctions.SendTaskSuccess",
                    """{"taskToken":"token","output":"{}"}""",
                    "AWSStepFunctions.SendTaskFailure",
                    """{"taskToken":"token","error":"Error","cause":"cause"}""",
                }
            )
        );
    }

    [TestCase("AWS_ENDPOINT_URL", "http://127.0.0.1:4566/", "POST http://127.0.0.1:4566/")]
    [TestCase("AWS_ENDPOINT_URL_SFN", "http://127.0.0.1:1", "POST http://127.0.0.1:1/")]
    [TestCase("AWS_REGION", "cn-north-1", "POST https://states.cn-north-1.amazonaws.com.cn/")]
    public async Task The_endpoint_is_where_the_environment_says(string variable, string value, string sent)
    {
        System.Environment.SetEnvironmentVariable(variable, value);
        var wire = new Wire(HttpStatusCode.OK, "{}");
        using var client = new StepFunctionsClient(wire, TimeProvider.System);

        await client.SendTaskSuccessAsync("token", "{}");

        Assert.That(wire.Sent[0], Is.EqualTo(sent));
    }

    [TestCase(
        HttpStatusCode.BadRequest,
        """{"__type":"com.amazonaws.swf.base.model#TaskTimedOut","message":"late"}""",
        "TaskTimedOut: SendTaskSuccess: late"
    )]
    [TestCase(
        HttpStatusCode.BadRequest,
        """{"__type":"AccessDeniedException","Message":"no"}""",
        "AccessDeniedException: SendTaskSuccess: no"
    )]
    [TestCase(HttpStatusCode.BadGateway, "<html>", "HTTP 502: SendTaskSuccess: no message")]
    public async Task A_refusal_carries_awss_code(HttpStatusCode status, string body, string message)
    {
        using var client = new StepFunctionsClient(new Wire(status, body), TimeProvider.System);

        var exception = await Assert.ThrowsAsync<StepFunctionsException>(() => client.SendTaskSuccessAsync("token", "{}"));

        Assert.That(exception!.Message, Is.EqualTo(message));
    }

    sealed class Wire(HttpStatusCode status, string answer) : HttpMessageHandler
    {
        public List<string> Sent { get; } = [];

        public string Authorization { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent.AddRange([
                $"{request.Method} {request.RequestUri}",
                request.Headers.GetValues("X-Amz-Target").Single(),
                request.Content!.Headers.ContentType!.ToString(),
                await request.Content.ReadAsStringAsync(cancellationToken),
            ]);
            Authorization = request.Headers.GetValues("Authorization").Single();
            return new(status) { Content = new StringContent(answer) };
        }
    }
}
