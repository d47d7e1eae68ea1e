using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>Functions of arrays.</summary>
static class Arrays
{
    public static NativeFunction[] Functions { get; } =
    [
        new("append", "<xx:a>", (args, site) => Append(args[0], args[1], site)),
        new("reverse", "<a:a>", (args, _) => args[0] is JsonArray { Count: > 1 } items ? JsonArray.Of(items.Reverse()) : args[0]),
        new("shuffle", "<a:a>", (args, site) => args[0] is JsonArray { Count: > 1 } items ? Shuffle(items, site) : args[0]),
        new("distinct", "<x:x>", (args, _) => args[0] is JsonArray { Count: > 1 } items ? Distinct(items) : args[0]),
        new("zip", "<a+>", (args, site) => Zip(args, site)),
        new(
            "sort",
            "<af?:a>",
            (args, site) => args[0] is JsonArray { Count: > 1 } items ? Sort(items, args.ElementAtOrDefault(1) as Function, site) : args[0]
        ),
    ];

    static Json? Append(Json? first, Json? second, CallSite site)
    {
        var size = ((first as JsonArray)?.Count ?? 1) + ((second as JsonArray)?.Count ?? 1);
        site.Frame.Evaluation.Options.Allow(size);
        return Sequences.Append(first, second);
    }

    static JsonArray Shuffle(JsonArray items, CallSite site)
    {
        var shuffled = items.ToArray();
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var other = (int)(site.Frame.Evaluation.Options.Random() * (i + 1));
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }
        return new(shuffled);
    }

    static JsonArray Distinct(JsonArray items)
    {
        var kept = new JsonArray(items.Count) { Origin = items.Origin & ArrayOrigin.Sequence };
        var seen = new HashSet<Json>();
        foreach (var item in items.Items)
        {
            if (seen.Add(item))
                kept.Add(item);
        }
        return kept;
    }

    static JsonArray Zip(Json?[] arrays, CallSite site)
    {
        var length = arrays.Min(array => array is JsonArray items ? items.Count : 0);
        site.Frame.Evaluation.Options.Allow((double)length * arrays.Length);
        var zipped = new JsonArray(length);
        for (var i = 0; i < length; i++)
            zipped.Add(JsonArray.Of(arrays.Select(array => ((JsonArray)array!)[i])));
        return zipped;
    }

    static JsonArray Sort(JsonArray items, Function? comparator, CallSite site)
    {
        if (comparator is not null)
            return new(Sequences.Sort(items.Items, (a, b) => Truth.Of(comparator.Apply([a, b], Json.Null, site.Frame))));
        if (Numeric.AllNumbers(items))
            return new(Sequences.Sort(items.Items, (a, b) => ((JsonNumber)a).Value > ((JsonNumber)b).Value));
        if (Numeric.AllTexts(items))
            return new(Sequences.Sort(items.Items, (a, b) => string.CompareOrdinal(((JsonString)a).Value, ((JsonString)b).Value) > 0));
        throw new JsonataException("D3070");
    }
}
