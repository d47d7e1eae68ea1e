using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>Functions that take functions. The inner function gets as many of (value, index or name, whole) as it has parameters.</summary>
static class HigherOrder
{
    public static NativeFunction[] Functions { get; } =
    [
        new("map", "<af>", (args, site) => args[0] is JsonArray items ? Map(items, (Function)args[1]!, site) : null),
        new("filter", "<af>", (args, site) => args[0] is JsonArray items ? Filter(items, (Function)args[1]!, site) : null),
        new(
            "single",
            "<af?>",
            (args, site) => args[0] is JsonArray items ? Single(items, args.ElementAtOrDefault(1) as Function, site) : null
        ),
        new(
            "reduce",
            "<afj?:j>",
            (args, site) => args[0] is JsonArray items ? Reduce(items, (Function)args[1]!, args.ElementAtOrDefault(2), site) : null
        ),
        new(
            "sift",
            "<o-f?:o>",
            (args, site) => args[0] is JsonObject members ? Sift(members, args.ElementAtOrDefault(1) as Function, site) : null
        ),
        new("each", "<o-f:a>", (args, site) => args[0] is JsonObject members ? Each(members, (Function)args[1]!, site) : null),
    ];

    static JsonArray Map(JsonArray items, Function function, CallSite site)
    {
        var mapped = Sequences.Empty();
        for (var i = 0; i < items.Count; i++)
        {
            if (function.ApplyUpTo(site.Frame, items[i], i, items) is { } value)
                mapped.Add(value);
        }
        return mapped;
    }

    static JsonArray Filter(JsonArray items, Function function, CallSite site)
    {
        var kept = Sequences.Empty();
        for (var i = 0; i < items.Count; i++)
        {
            if (Truth.Of(function.ApplyUpTo(site.Frame, items[i], i, items)))
                kept.Add(items[i]);
        }
        return kept;
    }

    static Json Single(JsonArray items, Function? function, CallSite site)
    {
        Json? found = null;
        for (var i = 0; i < items.Count; i++)
        {
            if (function is not null && !Truth.Of(function.ApplyUpTo(site.Frame, items[i], i, items)))
                continue;
            if (found is not null)
                throw new JsonataException("D3138");
            found = items[i];
        }
        return found ?? throw new JsonataException("D3139");
    }

    static Json? Reduce(JsonArray items, Function function, Json? start, CallSite site)
    {
        if (function.Arity < 2)
            throw new JsonataException("D3050");
        var first = start is null && items.Count > 0 ? 1 : 0;
        var result = first == 1 ? items[0] : start;
        for (var i = first; i < items.Count; i++)
            result = function.ApplyUpTo(site.Frame, result, items[i], i, items);
        return result;
    }

    static JsonObject? Sift(JsonObject members, Function? function, CallSite site)
    {
        var kept = new JsonObject(members.Count);
        foreach (var (name, value) in members)
        {
            if (function is null || Truth.Of(function.ApplyUpTo(site.Frame, value, name, members)))
                kept.Set(name, value);
        }
        return kept.Count == 0 ? null : kept;
    }

    static JsonArray Each(JsonObject members, Function function, CallSite site)
    {
        var made = Sequences.Empty();
        foreach (var (name, value) in members)
        {
            if (function.ApplyUpTo(site.Frame, value, name, members) is { } result)
                made.Add(result);
        }
        return made;
    }
}
