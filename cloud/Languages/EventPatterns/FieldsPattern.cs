using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Languages.EventPatterns;

/// <summary>
/// The pattern of an object: all its fields must match, and at least one branch of each $or. A dot in a name is the same as a level of
/// objects, both in patterns and in events.
/// </summary>
sealed class FieldsPattern
{
    readonly Dictionary<string, ValuePattern> values = new(StringComparer.Ordinal);
    readonly Dictionary<string, FieldsPattern> objects = new(StringComparer.Ordinal);
    readonly List<List<FieldsPattern>> alternatives = [];

    /// <summary>Reads the members of an object whose opening brace has been read. Of a repeated field the last one counts.</summary>
    public void Read(ref PatternReader reader, PatternDialect dialect, Nesting nesting)
    {
        using var level = nesting.Enter();
        while (reader.Next() == JsonTokenType.PropertyName)
        {
            var name = reader.Text();
            switch (reader.Next())
            {
                case JsonTokenType.StartArray when name == "$or":
                    alternatives.Add(ReadBranches(ref reader, dialect, nesting));
                    break;
                case JsonTokenType.StartArray:
                    var (owner, last) = Owner(name);
                    owner.values[last] = ValuePattern.Read(ref reader, dialect);
                    break;
                case JsonTokenType.StartObject:
                    var (parent, inner) = Owner(name);
                    parent.Inner(inner).Read(ref reader, dialect, nesting);
                    break;
                default:
                    throw reader.Mistake($"\"{name}\" must be an object or an array");
            }
        }
    }

    public int Keys => values.Count + objects.Count + alternatives.Count;

    public bool IsNested => objects.Count > 0 || alternatives.Exists(branches => branches.Exists(branch => branch.IsNested));

    /// <summary>
    /// The values of a field count as often as the field is deep. The branches of $or add up; everything else multiplies.
    /// </summary>
    public double CombinationsAt(int depth) =>
        values.Values.Aggregate(1.0, (product, value) => product * value.Count * depth)
        * objects.Values.Aggregate(1.0, (product, inner) => product * inner.CombinationsAt(depth + 1))
        * alternatives.Aggregate(1.0, (product, branches) => product * branches.Sum(branch => branch.CombinationsAt(depth)));

    // This recursion follows the pattern, whose depth the parser has limited.
    public bool Matches(JsonNode? node)
    {
        var members = node as JsonObject;
        foreach (var (name, pattern) in values)
        {
            if (!pattern.Matches(Member(members, name, out var isThere), isThere))
                return false;
        }
        foreach (var (name, inner) in objects)
        {
            if (!MatchesAny(inner, Member(members, name, out _)))
                return false;
        }
        return alternatives.TrueForAll(branches => branches.Exists(branch => branch.Matches(node)));
    }

    static List<FieldsPattern> ReadBranches(ref PatternReader reader, PatternDialect dialect, Nesting nesting)
    {
        var branches = new List<FieldsPattern>();
        while (reader.Next() != JsonTokenType.EndArray)
        {
            if (reader.Kind != JsonTokenType.StartObject)
                throw reader.Mistake("$or must be an array of patterns");
            var branch = new FieldsPattern();
            branch.Read(ref reader, dialect, nesting);
            branches.Add(branch);
        }
        return branches;
    }

    (FieldsPattern Owner, string Name) Owner(string name)
    {
        var parts = name.Split('.');
        return (parts[..^1].Aggregate(this, (known, part) => known.Inner(part)), parts[^1]);
    }

    FieldsPattern Inner(string name)
    {
        if (!objects.TryGetValue(name, out var inner))
            objects.Add(name, inner = new());
        return inner;
    }

    static bool MatchesAny(FieldsPattern fields, JsonNode? node) =>
        node is JsonArray { Count: > 0 } items ? items.Any(item => MatchesAny(fields, item)) : fields.Matches(node);

    static JsonNode? Member(JsonObject? members, string name, out bool isThere)
    {
        JsonNode? found = null;
        isThere = members is not null && (members.TryGetPropertyValue(name, out found) || TryJoin(members, name, out found));
        return found;
    }

    /// <summary>The members whose names begin with this name and a dot, as one object.</summary>
    static bool TryJoin(JsonObject members, string name, out JsonNode? joined)
    {
        JsonObject? rest = null;
        foreach (var (known, value) in members)
        {
            if (known.Length > name.Length && known[name.Length] == '.' && known.StartsWith(name, StringComparison.Ordinal))
                (rest ??= [])[known[(name.Length + 1)..]] = value?.DeepClone();
        }
        joined = rest;
        return rest is not null;
    }
}
