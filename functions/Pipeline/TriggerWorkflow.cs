using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Classroom.Functions.StepFunctions;

namespace Classroom.Functions.Pipeline;

/// <summary>Handles <c>POST /process</c>: starts the workflow for a valid request, and returns the errors of an invalid request.</summary>
public sealed class TriggerWorkflow(IStepFunctions stepFunctions, Func<string> stateMachineArn)
{
    public TriggerWorkflow()
        : this(StepFunctionsClient.Lambda, () => EnvironmentSetting.Text("STATE_MACHINE_ARN")) { }

    public async Task<APIGatewayHttpApiV2ProxyResponse> Handle(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        var (data, errors) = Read(request);
        if (errors.Count > 0)
        {
            context.Logger.LogWarning("Request refused: {fields}", string.Join(", ", errors.Select(error => error.Field)));
            return Answer(400, new("The request is not valid; nothing was started.", errors), PipelineJson.Default.RequestRefused);
        }

        var (userId, dataType) = (data!.UserId!, data.DataType!);
        var input = JsonSerializer.Serialize(new(userId, dataType), PipelineJson.Default.DataRequest);
        // The execution is named after the request, so that a retried invocation starts one execution.
        var started = await stepFunctions.StartExecutionAsync(stateMachineArn(), $"api-{context.AwsRequestId}", input);
        context.Logger.LogInformation("Started {executionArn}", started.ExecutionArn);
        return Answer(
            202,
            new("Workflow started", started.ExecutionArn, started.StartDate, userId, dataType),
            PipelineJson.Default.StartedWorkflow
        );
    }

    static (DataRequest? Data, List<FieldError> Errors) Read(APIGatewayHttpApiV2ProxyRequest request)
    {
        const string example = """send {"userId": "user-123", "dataType": "sales_data"}""";
        if (string.IsNullOrWhiteSpace(request.Body))
            return (null, [new("body", $"is empty; {example}")]);
        DataRequest? data;
        try
        {
            var body = request.IsBase64Encoded ? Encoding.UTF8.GetString(Convert.FromBase64String(request.Body)) : request.Body;
            data = JsonSerializer.Deserialize(body, PipelineJson.Default.DataRequest);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return (null, [new("body", $"is not a JSON object with text values; {example}")]);
        }
        return data is null ? (null, [new("body", $"is null; {example}")]) : (data, Mistakes(data).ToList());
    }

    static IEnumerable<FieldError> Mistakes(DataRequest data)
    {
        var known = string.Join(", ", DataTypes.Known.Keys);
        if (string.IsNullOrWhiteSpace(data.UserId))
            yield return new("userId", "is missing or empty");
        if (string.IsNullOrWhiteSpace(data.DataType))
            yield return new("dataType", $"is missing or empty; allowed are {known}");
        else if (!DataTypes.Known.ContainsKey(data.DataType))
            yield return new("dataType", $"is '{data.DataType}'; allowed are {known}");
    }

    static APIGatewayHttpApiV2ProxyResponse Answer<T>(int status, T body, JsonTypeInfo<T> type) =>
        new()
        {
            StatusCode = status,
            Headers = new Dictionary<string, string> { ["content-type"] = "application/json" },
            Body = JsonSerializer.Serialize(body, type),
        };
}
