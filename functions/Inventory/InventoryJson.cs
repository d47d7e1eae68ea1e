using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

[assembly: Classroom.Functions.LabJson<Classroom.Functions.Inventory.InventoryJson>]

namespace Classroom.Functions.Inventory;

/// <summary>The types that the handlers of this lab take, return, or write into texts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(OrderCheck))]
[JsonSerializable(typeof(StockCheck))]
[JsonSerializable(typeof(InventoryPayment))]
public sealed partial class InventoryJson : JsonSerializerContext;
