using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Classroom.StatesLanguage.Data;

/// <summary>
/// An object that keeps the order of its members. Only the code that builds an object changes it; after that it is immutable.
/// </summary>
public sealed class JsonObject : Json, IReadOnlyCollection<KeyValuePair<string, Json>>
{
    // For this many members, a linear search is faster than a hash table.
    const int FewMembers = 8;

    string[] names;
    Json[] values;
    Dictionary<string, int>? index;

    public JsonObject(params KeyValuePair<string, Json>[] members)
        : this(members.Length)
    {
        foreach (var (name, value) in members)
            Set(name, value);
    }

    internal JsonObject(int capacity)
    {
        names = capacity == 0 ? [] : new string[capacity];
        values = capacity == 0 ? [] : new Json[capacity];
    }

    JsonObject(JsonObject source, int room)
    {
        names = new string[source.Count + room];
        values = new Json[source.Count + room];
        source.Names.CopyTo(names);
        source.Values.CopyTo(values);
        Count = source.Count;
        if (source.index is not null)
            index = new(source.index, StringComparer.Ordinal);
    }

    public static JsonObject Empty { get; } = new(0);

    public int Count { get; private set; }

    public Json? this[string name] => Find(name) is var at and >= 0 ? values[at] : null;

    internal ReadOnlySpan<string> Names => names.AsSpan(0, Count);

    internal ReadOnlySpan<Json> Values => values.AsSpan(0, Count);

    public static JsonObject Of(params (string Name, Json Value)[] members)
    {
        var made = new JsonObject(members.Length);
        foreach (var (name, value) in members)
            made.Set(name, value);
        return made;
    }

    public bool Has(string name) => Find(name) >= 0;

    public bool TryGet(string name, [NotNullWhen(true)] out Json? value)
    {
        value = this[name];
        return value is not null;
    }

    /// <summary>Returns a copy in which one member is added or replaced.</summary>
    public JsonObject With(string name, Json value)
    {
        var copy = new JsonObject(this, room: 1);
        copy.Set(name, value);
        return copy;
    }

    public IEnumerator<KeyValuePair<string, Json>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return new(names[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(Json? other)
    {
        if (other is not JsonObject that || that.Count != Count)
            return false;
        for (var i = 0; i < Count; i++)
        {
            if (that[names[i]] is not { } value || !value.Equals(values[i]))
                return false;
        }
        return true;
    }

    public override int GetHashCode()
    {
        // Equality ignores the order of the members.
        var hash = Count;
        for (var i = 0; i < Count; i++)
            hash ^= HashCode.Combine(names[i].GetHashCode(StringComparison.Ordinal), values[i]);
        return hash;
    }

    internal void Set(string name, Json value)
    {
        Changed();
        var at = Find(name);
        if (at >= 0)
        {
            values[at] = value;
            return;
        }
        if (Count == names.Length)
        {
            var capacity = Math.Max(4, Count * 2);
            Array.Resize(ref names, capacity);
            Array.Resize(ref values, capacity);
        }
        names[Count] = name;
        values[Count] = value;
        index?.Add(name, Count);
        Count++;
    }

    internal void Remove(string name)
    {
        var at = Find(name);
        if (at < 0)
            return;
        Changed();
        Array.Copy(names, at + 1, names, at, Count - at - 1);
        Array.Copy(values, at + 1, values, at, Count - at - 1);
        Count--;
        index = null;
    }

    int Find(string name)
    {
        if (Count <= FewMembers)
        {
            for (var i = 0; i < Count; i++)
            {
                if (ReferenceEquals(names[i], name) || names[i] == name)
                    return i;
            }
            return -1;
        }
        if (index is null)
        {
            // The index is filled before it is published: two threads may both build it, but no thread may see a partial index.
            var built = new Dictionary<string, int>(Count, StringComparer.Ordinal);
            for (var i = 0; i < Count; i++)
                built[names[i]] = i;
            index = built;
        }
        return index.TryGetValue(name, out var at) ? at : -1;
    }

    private protected override int MeasureDepth() => DepthAround(values.AsSpan(0, Count));

    private protected override int Measure()
    {
        var size = 2L + Math.Max(0, Count - 1);
        for (var i = 0; i < Count; i++)
            size += JsonWriter.SizeOf(names[i]) + 1 + values[i].CompactSize;
        return Clamp(size);
    }
}
