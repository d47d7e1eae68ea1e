using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Classroom.Cli.Planning;

namespace Classroom.Cli.Provider;

/// <summary>Source-generated, because reflection would take longer than reading the state.</summary>
[JsonSerializable(typeof(ResourceState))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class StateJson : JsonSerializerContext;

/// <summary>A resource as the last command left it in the cloud.</summary>
/// <param name="Id">The id in the cloud; null while the resource is being made and may or may not exist.</param>
/// <param name="Inputs">The inputs with all placeholders filled in.</param>
/// <param name="Outputs">The outputs from the cloud; secrets are encrypted.</param>
sealed record ResourceState(
    string Type,
    string Name,
    string Urn,
    string? Student,
    string? Lab,
    string? Id,
    JsonObject Inputs,
    JsonObject Outputs,
    IReadOnlyList<string> DependsOn,
    DateTimeOffset Created,
    DateTimeOffset Updated
)
{
    [JsonIgnore]
    public ResourceKey Key => new(Type, Name);

    [JsonIgnore]
    public string Stack => PlannedResource.StackOf(Urn);

    /// <summary>The command that began to make the resource was killed before it knew the result.</summary>
    [JsonIgnore]
    public bool IsPending => Id is null;

    public string? Text(string input) => (string?)Inputs[input];
}
