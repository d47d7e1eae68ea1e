using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

/// <summary>Predicates: a number selects by position, any other value by its truth.</summary>
static class Filtering
{
    public static Json? Filter(Node predicate, Json? input, Frame frame)
    {
        if (input is TupleStream stream)
            return Filter(predicate, stream, frame);
        var items = Sequences.AsArray(input);
        var kept = Sequences.Empty();
        if (predicate is LiteralNode { Value: JsonNumber position })
        {
            var at = IndexOf(position.Value, items.Count);
            if (at < 0 || at >= items.Count || items[at] is null)
                return kept;
            if (items[at] is JsonArray inner)
                return inner;
            kept.Add(items[at]);
            return kept;
        }
        for (var i = 0; i < items.Count; i++)
        {
            var matches = Matches(predicate.Evaluate(items[i], frame), i, items.Count, frame.Evaluation);
            frame.Evaluation.Options.Allow((double)kept.Count + matches);
            // A predicate over nothing results in nothing.
            for (; matches > 0 && items[i] is not null; matches--)
                kept.Add(items[i]);
        }
        return kept;
    }

    static TupleStream Filter(Node predicate, TupleStream stream, Frame frame)
    {
        var tuples = stream.Tuples;
        var kept = new List<PathTuple>();
        if (predicate is LiteralNode { Value: JsonNumber position })
        {
            var at = IndexOf(position.Value, tuples.Count);
            if (at >= 0 && at < tuples.Count)
                kept.Add(tuples[at]);
            return new(kept);
        }
        for (var i = 0; i < tuples.Count; i++)
        {
            var matches = Matches(predicate.Evaluate(tuples[i].Item, tuples[i].FrameIn(frame)), i, tuples.Count, frame.Evaluation);
            frame.Evaluation.Options.Allow((double)kept.Count + matches);
            for (; matches > 0; matches--)
                kept.Add(tuples[i]);
        }
        return new(kept);
    }

    /// <summary>
    /// The number of times that a predicate selects the item at this position: once for each of its numbers with this position.
    /// </summary>
    static int Matches(Json? result, int place, int count, Evaluation evaluation) =>
        result switch
        {
            JsonNumber number => IndexOf(Numeric.Checked(number), count) == place ? 1 : 0,
            JsonArray { Count: > 0 } array when Numeric.AllNumbers(array) => CountOf(array, place, count, evaluation),
            _ => Truth.Of(result) ? 1 : 0,
        };

    static int CountOf(JsonArray indexes, int place, int count, Evaluation evaluation)
    {
        evaluation.Spend(indexes.Count);
        var found = 0;
        foreach (var index in indexes.Items)
        {
            if (IndexOf(((JsonNumber)index).Value, count) == place)
                found++;
        }
        return found;
    }

    static int IndexOf(double number, int count)
    {
        var index = Math.Floor(number);
        if (index < 0)
            index += count;
        return index is >= 0 and <= int.MaxValue ? (int)index : -1;
    }
}
