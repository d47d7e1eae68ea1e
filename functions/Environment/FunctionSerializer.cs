using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using Classroom.Functions.Greeting;
using Classroom.Functions.Inventory;
using Classroom.Functions.Orders;
using Classroom.Functions.Pipeline;

[assembly: LambdaSerializer(typeof(Classroom.Functions.FunctionSerializer))]

namespace Classroom.Functions;

/// <summary>Reads events and writes answers with generated code: no reflection, so a cold start stays short.</summary>
public sealed class FunctionSerializer()
    : SourceGeneratorLambdaJsonSerializer<FunctionJson>(
        (JsonSerializerOptions options) => options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase
    );

/// <summary>Every type that crosses a function's border.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OrderValidation))]
[JsonSerializable(typeof(Payment))]
[JsonSerializable(typeof(InventoryUpdate))]
[JsonSerializable(typeof(Fulfillment))]
[JsonSerializable(typeof(LongRunningTaskRequest))]
[JsonSerializable(typeof(LongRunningTaskStarted))]
[JsonSerializable(typeof(LongRunningTaskResult))]
[JsonSerializable(typeof(DataRequest))]
[JsonSerializable(typeof(ProcessedData))]
[JsonSerializable(typeof(NotificationRequest))]
[JsonSerializable(typeof(NotificationSent))]
[JsonSerializable(typeof(StartedWorkflow))]
[JsonSerializable(typeof(RequestRefused))]
[JsonSerializable(typeof(OrderCheck))]
[JsonSerializable(typeof(StockCheck))]
[JsonSerializable(typeof(InventoryPayment))]
[JsonSerializable(typeof(GreetingNotified))]
[JsonSerializable(typeof(Events.OrderItem))]
[JsonSerializable(typeof(Events.ProcessedItem))]
[JsonSerializable(typeof(Events.PremiumOrder))]
[JsonSerializable(typeof(Events.HandledError))]
public sealed partial class FunctionJson : JsonSerializerContext;
