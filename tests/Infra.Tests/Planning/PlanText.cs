using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Labs;
using Pulumi;

namespace Classroom.Infra.Tests.Planning;

/// <summary>A planned resource as text: the same plan gives the same text, whatever the order in which it was made.</summary>
static class PlanText
{
    static readonly JsonSerializerOptions Indented = new(EmbeddedFiles.Plain) { WriteIndented = true };

    public static string Of(PlannedResource resource) =>
        $"{resource.Type} {resource.LogicalName} {Plain(resource.Inputs)!.ToJsonString(EmbeddedFiles.Plain)}";

    public static string Of(ClassPlan plan) => string.Join('\n', plan.Resources.Select(Of));

    /// <summary>Every policy and trust of these resources, to be read by people.</summary>
    public static string Policies(IEnumerable<PlannedResource> resources) =>
        string.Join(
            "\n\n",
            from resource in resources
            from input in new[] { "assumeRolePolicy", "policy" }
            let policy = resource.Text(input)
            where policy is not null
            select $"{resource.Name} ({resource.Type.Split(':')[^1]}, {input})\n{JsonNode.Parse(policy)!.ToJsonString(Indented)}"
        );

    static JsonNode? Plain(object? value) =>
        value switch
        {
            null => null,
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            double number => JsonValue.Create(number),
            IDictionary<string, object> map => new JsonObject(
                map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Plain(pair.Value)))
            ),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Plain)]),
            AssetOrArchive asset => JsonValue.Create(asset.GetType().Name),
            _ => throw new NotSupportedException($"a plan holds no {value.GetType()}"),
        };
}
