using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;

[assembly: Classroom.Functions.LabJson<Classroom.Functions.Events.EventsJson>]

namespace Classroom.Functions.Events;

/// <summary>The types that the handlers of this lab take, return, or write into texts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
[JsonSerializable(typeof(OrderItem))]
[JsonSerializable(typeof(ProcessedItem))]
[JsonSerializable(typeof(PremiumOrder))]
[JsonSerializable(typeof(HandledError))]
public sealed partial class EventsJson : JsonSerializerContext;
