using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Classroom.Cli.Planning;

namespace Classroom.Cli.Provider;

/// <summary>Reads and writes the state without reflection, which takes longer than the reading.</summary>
[JsonSerializable(typeof(ResourceState))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class StateJson : JsonSerializerContext;

/// <summary>A resource as it is in the cloud.</summary>
/// <param name="Id">What the cloud calls it; null while it is being made, and nobody knows whether it is there.</param>
/// <param name="Inputs">What it was made with, everything filled in.</param>
/// <param name="Outputs">What the cloud said of it; secrets are sealed.</param>
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

    /// <summary>Begun by a command that did not live to see whether it was made.</summary>
    [JsonIgnore]
    public bool IsPending => Id is null;

    public string? Text(string input) => (string?)Inputs[input];
}
