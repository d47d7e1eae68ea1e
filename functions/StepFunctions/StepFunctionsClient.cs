using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Functions.StepFunctions;

/// <summary>Calls Step Functions with the credentials of the function. An AWS SDK in the package would lengthen every cold start.</summary>
public sealed class StepFunctionsClient(HttpMessageHandler handler, TimeProvider clock) : IStepFunctions, IDisposable
{
    static readonly Lazy<StepFunctionsClient> FromLambda = new(() => new(new SocketsHttpHandler(), TimeProvider.System));

    readonly HttpClient http = new(handler) { Timeout = TimeSpan.FromSeconds(10) };

    public static StepFunctionsClient Lambda => FromLambda.Value;

    public async Task<StartedExecution> StartExecutionAsync(string stateMachineArn, string name, string input)
    {
        var answer = await CallAsync(
            "StartExecution",
            new()
            {
                ["stateMachineArn"] = stateMachineArn,
                ["name"] = name,
                ["input"] = input,
            }
        );
        var startDate = DateTimeOffset.UnixEpoch.AddSeconds(answer["startDate"]!.GetValue<double>());
        return new(answer["executionArn"]!.GetValue<string>(), startDate);
    }

    public Task SendTaskSuccessAsync(string taskToken, string output) =>
        CallAsync("SendTaskSuccess", new() { ["taskToken"] = taskToken, ["output"] = output });

    public Task SendTaskFailureAsync(string taskToken, string error, string cause) =>
        CallAsync(
            "SendTaskFailure",
            new()
            {
                ["taskToken"] = taskToken,
                ["error"] = error,
                ["cause"] = cause,
            }
        );

    public void Dispose() => http.Dispose();

    async Task<JsonObject> CallAsync(string operation, JsonObject request)
    {
        var region = EnvironmentSetting.Text("AWS_REGION");
        var body = Encoding.UTF8.GetBytes(request.ToJsonString());
        using var message = new HttpRequestMessage(HttpMethod.Post, Endpoint(region)) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        message.Headers.TryAddWithoutValidation("X-Amz-Target", $"AWSStepFunctions.{operation}");
        RequestSigner.Sign(message, body, AwsCredentials.FromEnvironment(), region, "states", clock.GetUtcNow());

        using var response = await http.SendAsync(message);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? Parse(text) : throw Refusal(operation, (int)response.StatusCode, Parse(text));
    }

    static Uri Endpoint(string region)
    {
        var given = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_SFN") ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL");
        return new(string.IsNullOrEmpty(given) ? $"https://states.{region}.{DomainOf(region)}/" : $"{given.TrimEnd('/')}/");
    }

    static string DomainOf(string region) => region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";

    static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            // A proxy may answer in HTML; the HTTP status is sufficient.
            return [];
        }
    }

    static StepFunctionsException Refusal(string operation, int status, JsonObject answer)
    {
        var code = answer["__type"]?.GetValue<string>().Split('#')[^1] ?? $"HTTP {status}";
        var message = (answer["message"] ?? answer["Message"])?.GetValue<string>() ?? "no message";
        return new(code, $"{operation}: {message}");
    }
}
