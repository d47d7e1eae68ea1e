using System.Text.Json.Nodes;

namespace Classroom.Languages.EventPatterns;

/// <summary>The pattern of an object: all its fields must match, and at least one branch of each $or.</summary>
sealed class FieldsPattern
{
    readonly List<(string Name, ValuePattern Values)> values = [];
    readonly List<(string Name, FieldsPattern Fields)> objects = [];
    readonly List<List<FieldsPattern>> alternatives = [];

    public static FieldsPattern Read(JsonObject fields, string path, Nesting nesting)
    {
        using var level = nesting.Enter();
        var made = new FieldsPattern();
        foreach (var (name, value) in fields)
        {
            switch (value)
            {
                case JsonArray branches when name == "$or":
                    made.alternatives.Add([.. branches.Select(branch => Read(branch as JsonObject ?? throw NoBranches(), path, nesting))]);
                    break;
                case not JsonArray when name == "$or":
                    throw NoBranches();
                case JsonObject inner:
                    made.objects.Add((name, Read(inner, $"{path}{name}.", nesting)));
                    break;
                case JsonArray list:
                    made.values.Add((name, ValuePattern.Read(list, $"{path}{name}", nesting)));
                    break;
                default:
                    throw new LanguageException($"\"{path}{name}\" must be an object or an array");
            }
        }
        return made;
    }

    public int Keys => values.Count + objects.Count + alternatives.Count;

    public double Combinations =>
        values.Aggregate(1.0, (product, value) => product * value.Values.Count)
        * objects.Aggregate(1.0, (product, inner) => product * inner.Fields.Combinations);

    // This recursion follows the pattern, whose depth the parser has limited.
    public bool Matches(JsonNode? node)
    {
        var members = node as JsonObject;
        return values.TrueForAll(value => value.Values.Matches(Member(members, value.Name, out var isThere), isThere))
            && objects.TrueForAll(inner => MatchesAny(inner.Fields, Member(members, inner.Name, out _)))
            && alternatives.TrueForAll(branches => branches.Exists(branch => branch.Matches(node)));
    }

    static bool MatchesAny(FieldsPattern fields, JsonNode? node) =>
        node is JsonArray items ? items.Any(fields.Matches) : fields.Matches(node);

    static JsonNode? Member(JsonObject? members, string name, out bool isThere)
    {
        JsonNode? found = null;
        isThere = members?.TryGetPropertyValue(name, out found) == true;
        return found;
    }

    static LanguageException NoBranches() => new("$or must be an array of patterns");
}
