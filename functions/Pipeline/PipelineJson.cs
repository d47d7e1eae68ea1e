using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

[assembly: Classroom.Functions.LabJson<Classroom.Functions.Pipeline.PipelineJson>]

namespace Classroom.Functions.Pipeline;

/// <summary>The types that the handlers of this lab take, return, or write into texts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
[JsonSerializable(typeof(DataRequest))]
[JsonSerializable(typeof(ProcessedData))]
[JsonSerializable(typeof(NotificationRequest))]
[JsonSerializable(typeof(NotificationSent))]
[JsonSerializable(typeof(StartedWorkflow))]
[JsonSerializable(typeof(RequestRefused))]
public sealed partial class PipelineJson : JsonSerializerContext;
