using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Nodes;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>Functions of objects.</summary>
static class Objects
{
    public static NativeFunction[] Functions { get; } =
    [
        new("keys", "<x-:a<s>>", (args, _) => Keys(args[0])),
        new("lookup", "<x-s:x>", (args, _) => NameNode.Lookup(args[0], Texts.Of(args[1]))),
        new("spread", "<x-:a<o>>", (args, _) => Spread(args[0])),
        new("merge", "<a<o>:o>", (args, _) => args[0] is JsonArray objects ? Merge(objects) : null),
        new("clone", "<(oa)-:o>", (args, _) => args[0]),
    ];

    static JsonArray Keys(Json? value)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Collect(value, names);
        var keys = Sequences.Empty();
        foreach (var name in names)
            keys.Add(name);
        return keys;
    }

    static void Collect(Json? value, HashSet<string> names)
    {
        if (value is JsonObject members)
            names.UnionWith(members.Select(member => member.Key));
        else if (value is JsonArray items)
            items.ToList().ForEach(item => Collect(item, names));
    }

    static Json? Spread(Json? value)
    {
        if (value is not (JsonArray or JsonObject))
            return value;
        var spread = Sequences.Empty();
        if (value is JsonArray items)
        {
            foreach (var item in items)
                if (Spread(item) is { } parts)
                    Sequences.AddAll(spread, parts);
            spread.Origin = ArrayOrigin.None;
        }
        else if (value is JsonObject members)
        {
            foreach (var (name, member) in members)
                spread.Add(JsonObject.Of((name, member)));
        }
        return spread;
    }

    static JsonObject Merge(JsonArray objects)
    {
        var merged = new JsonObject(4);
        foreach (var (name, member) in objects.OfType<JsonObject>().SelectMany(members => members))
            merged.Set(name, member);
        return merged;
    }
}
