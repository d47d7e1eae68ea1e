using System.Collections;

namespace Classroom.StatesLanguage.Data;

/// <summary>An array. Only the code that builds an array changes it; after that it is immutable.</summary>
public sealed class JsonArray : Json, IReadOnlyList<Json>
{
    Json[] items;

    public JsonArray(params Json[] items)
    {
        this.items = items;
        Count = items.Length;
    }

    internal JsonArray(int capacity) => items = capacity == 0 ? [] : new Json[capacity];

    public static JsonArray Empty { get; } = new([]);

    public int Count { get; private set; }

    public Json this[int index] => items[index];

    internal ReadOnlySpan<Json> Items => items.AsSpan(0, Count);

    /// <summary>The origin of the array. Only the JSONata evaluator uses it.</summary>
    internal ArrayOrigin Origin { get; set; }

    public static JsonArray Of(IEnumerable<Json> items) => new(items.ToArray());

    public IEnumerator<Json> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return items[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(Json? other) => other is JsonArray array && array.Items.SequenceEqual(Items);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    internal void Add(Json item)
    {
        if (Count == items.Length)
            Array.Resize(ref items, Math.Max(4, Count * 2));
        items[Count++] = item;
        Changed();
    }

    internal void Truncate(int count)
    {
        Count = count;
        Changed();
    }

    private protected override int MeasureDepth() => DepthAround(Items);

    private protected override int Measure()
    {
        var size = 2L + Math.Max(0, Count - 1);
        foreach (var item in Items)
            size += item.CompactSize;
        return Clamp(size);
    }
}

[Flags]
enum ArrayOrigin : byte
{
    None = 0,

    /// <summary>The result of a path, not an array of the data: a sequence of one item is equal to the item.</summary>
    Sequence = 1,

    /// <summary>A sequence that stays an array even with one item.</summary>
    KeepSingleton = 2,

    /// <summary>An array constructor in the expression: a path does not flatten it.</summary>
    Constructed = 4,

    /// <summary>A wrapper around an input that is an array, so that the first step of a path sees the array as one value.</summary>
    OuterWrapper = 8,
}
