using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

[assembly: Classroom.Functions.LabJson<Classroom.Functions.Greeting.GreetingJson>]

namespace Classroom.Functions.Greeting;

/// <summary>The types that the handlers of this lab take, return, or write into texts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(GreetingNotified))]
public sealed partial class GreetingJson : JsonSerializerContext;
