using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

/// <summary>{key: value, …}: collects the items with the same key, and evaluates the value over all of them.</summary>
sealed class Grouping((Node Key, Node Value)[] pairs, int position)
{
    public JsonObject Evaluate(Json? input, Frame frame) =>
        frame.Evaluation.Options.Allow(input is TupleStream stream ? OfTuples(stream, frame) : OfItems(input, frame));

    JsonObject OfItems(Json? input, Frame frame)
    {
        var items = Sequences.AsArray(input);
        var groups = new Dictionary<string, (Json? Data, int Pair)>(StringComparer.Ordinal);
        var keys = new List<string>();
        var count = Math.Max(1, items.Count);
        for (var i = 0; i < count; i++)
        {
            var item = i < items.Count ? items[i] : null;
            for (var pair = 0; pair < pairs.Length; pair++)
            {
                if (KeyOf(pair, item, frame) is not { } key)
                    continue;
                if (!groups.TryGetValue(key, out var group))
                {
                    keys.Add(key);
                    groups[key] = (item, pair);
                }
                else
                {
                    Expect(group.Pair == pair, key);
                    // Items are added in place: copying the array for each item would take quadratic time.
                    frame.Evaluation.Spend(Evaluation.WeightOf(item));
                    groups[key] = (Gather(group.Data, item), pair);
                }
            }
        }

        var made = new JsonObject(keys.Count);
        foreach (var key in keys)
        {
            var (data, pair) = groups[key];
            if (pairs[pair].Value.Evaluate(data is Gathered gathered ? gathered.Items : data, frame) is { } value)
                made.Set(key, value);
        }
        return made;
    }

    JsonObject OfTuples(TupleStream stream, Frame frame)
    {
        var groups = new Dictionary<string, (List<PathTuple> Tuples, int Pair)>(StringComparer.Ordinal);
        var keys = new List<string>();
        foreach (var tuple in stream.Tuples)
        {
            for (var pair = 0; pair < pairs.Length; pair++)
            {
                if (KeyOf(pair, tuple.Item, tuple.FrameIn(frame)) is not { } key)
                    continue;
                if (!groups.TryGetValue(key, out var group))
                {
                    keys.Add(key);
                    groups[key] = group = ([], pair);
                }
                Expect(group.Pair == pair, key);
                group.Tuples.Add(tuple);
            }
        }

        var made = new JsonObject(keys.Count);
        foreach (var key in keys)
        {
            var (tuples, pair) = groups[key];
            var merged = PathTuple.Merge(tuples);
            if (pairs[pair].Value.Evaluate(merged.Item, merged.FrameIn(frame)) is { } value)
                made.Set(key, value);
        }
        return made;
    }

    string? KeyOf(int pair, Json? item, Frame frame) =>
        pairs[pair].Key.Evaluate(item, frame) switch
        {
            null => null,
            JsonString text => text.Value,
            var other => throw new JsonataException("T1003", position, value: other),
        };

    void Expect(bool samePair, string key)
    {
        if (!samePair)
            throw new JsonataException("D1009", position, value: key);
    }

    static Json? Gather(Json? data, Json? item)
    {
        if (data is Gathered gathered)
        {
            if (item is not null)
                Sequences.AddAll(gathered.Items, item);
            return gathered;
        }
        return Sequences.Append(data, item) is JsonArray joined && data is not null && item is not null
            ? new Gathered(joined)
            : data ?? item;
    }

    /// <summary>An array that collects a group, as distinct from an item that is an array.</summary>
    sealed class Gathered(JsonArray items) : Json
    {
        public JsonArray Items => items;

        public override bool Equals(Json? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => 0;

        private protected override int Measure() => 0;
    }
}
