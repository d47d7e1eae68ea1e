using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

/// <summary>The order-by of a path: <c>^(price, &gt;name)</c>.</summary>
sealed class SortNode((Node Term, bool Descending)[] terms, int position) : Node(position)
{
    public JsonArray Sort(JsonArray items, Frame frame)
    {
        var sorted = new JsonArray(Sequences.Sort(items.Items, (a, b) => ComesAfter(a, frame, b, frame)))
        {
            // Sorting turns a sequence into an array. One item is not sorted and stays as it is.
            Origin = items.Count <= 1 ? items.Origin : ArrayOrigin.None,
        };
        return sorted;
    }

    public TupleStream Sort(TupleStream stream, Frame frame) =>
        new([
            .. Sequences.Sort<PathTuple>(stream.Tuples.ToArray(), (a, b) => ComesAfter(a.Item, a.FrameIn(frame), b.Item, b.FrameIn(frame))),
        ]);

    protected override Json? Run(Json? input, Frame frame) => input;

    bool ComesAfter(Json? a, Frame frameOfA, Json? b, Frame frameOfB)
    {
        foreach (var (term, descending) in terms)
        {
            var order = Compare(term.Evaluate(a, frameOfA), term.Evaluate(b, frameOfB), descending);
            if (order != 0)
                return order > 0;
        }
        return false;
    }

    int Compare(Json? a, Json? b, bool descending)
    {
        // Missing values come last in both directions.
        if (a is null || b is null)
            return a is null && b is null ? 0
                : a is null ? 1
                : -1;
        if (a is not (JsonString or JsonNumber))
            throw new JsonataException("T2008", Position, value: a);
        if (b is not (JsonString or JsonNumber))
            throw new JsonataException("T2008", Position, value: b);
        var order = (a, b) switch
        {
            (JsonString left, JsonString right) => string.CompareOrdinal(left.Value, right.Value),
            (JsonNumber left, JsonNumber right) => left.Value.CompareTo(right.Value),
            _ => throw new JsonataException("T2007", Position, value: a, detail: b.ToString()),
        };
        return descending ? -order : order;
    }
}
