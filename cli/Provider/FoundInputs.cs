using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

/// <summary>The inputs of a resource as the cloud describes them; inputs that are left out are not compared.</summary>
static class FoundInputs
{
    public static JsonObject Of(params (string Name, JsonNode? Value)[] inputs) =>
        new(inputs.Where(input => input.Value is not null).Select(input => KeyValuePair.Create(input.Name, input.Value)));

    public static JsonArray? List(IReadOnlyList<string>? texts) =>
        texts is null ? null : new JsonArray([.. texts.Select(text => (JsonNode)text)]);
}
