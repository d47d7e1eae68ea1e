using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata;

/// <summary>JSONata's sequences: a sequence of one item is equal to the item, and an empty sequence is equal to nothing.</summary>
static class Sequences
{
    public static JsonArray Empty() => new(0) { Origin = ArrayOrigin.Sequence };

    public static JsonArray Of(Json? item)
    {
        var made = new JsonArray(1) { Origin = ArrayOrigin.Sequence };
        // A path executes its first step even without an input.
        made.Add(item!);
        return made;
    }

    public static bool IsSequence(this JsonArray array) => array.Origin.HasFlag(ArrayOrigin.Sequence);

    public static bool IsConstructed(this JsonArray array) => array.Origin.HasFlag(ArrayOrigin.Constructed);

    /// <summary>Wraps an input that is an array, so that the first step sees the array as one value.</summary>
    public static Json? Wrap(Json? input)
    {
        if (input is not JsonArray array || array.IsSequence())
            return input;
        var outer = Of(array);
        outer.Origin |= ArrayOrigin.OuterWrapper;
        return outer;
    }

    public static JsonArray AsArray(Json? value) => value as JsonArray ?? Of(value);

    /// <summary>Joins two values into one array. A value that is not an array counts as an array of one item.</summary>
    public static Json? Append(Json? first, Json? second)
    {
        if (first is null)
            return second;
        if (second is null)
            return first;
        var joined = new JsonArray(4);
        AddAll(joined, first);
        AddAll(joined, second);
        return joined;
    }

    public static void AddAll(JsonArray target, Json value)
    {
        if (value is JsonArray array)
        {
            foreach (var item in array.Items)
                target.Add(item);
        }
        else
        {
            target.Add(value);
        }
    }

    /// <summary>A merge sort, because order-by must be stable.</summary>
    public static T[] Sort<T>(ReadOnlySpan<T> items, Func<T, T, bool> comesAfter)
    {
        if (items.Length <= 1)
            return items.ToArray();
        var middle = items.Length / 2;
        var left = Sort(items[..middle], comesAfter);
        var right = Sort(items[middle..], comesAfter);
        var merged = new T[items.Length];
        for (int i = 0, l = 0, r = 0; i < merged.Length; i++)
        {
            var takeRight = l == left.Length || (r < right.Length && comesAfter(left[l], right[r]));
            merged[i] = takeRight ? right[r++] : left[l++];
        }
        return merged;
    }
}
