using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

[assembly: Classroom.Functions.LabJson<Classroom.Functions.Orders.OrdersJson>]

namespace Classroom.Functions.Orders;

/// <summary>The types that the handlers of this lab take, return, or write into texts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OrderValidation))]
[JsonSerializable(typeof(Payment))]
[JsonSerializable(typeof(InventoryUpdate))]
[JsonSerializable(typeof(Fulfillment))]
[JsonSerializable(typeof(LongRunningTaskRequest))]
[JsonSerializable(typeof(LongRunningTaskStarted))]
[JsonSerializable(typeof(LongRunningTaskResult))]
public sealed partial class OrdersJson : JsonSerializerContext;
