using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata;

/// <summary>The items of a path with the bindings of its steps: @$variables, #$indexes and parents.</summary>
sealed class TupleStream(List<PathTuple> tuples) : Json
{
    public List<PathTuple> Tuples => tuples;

    public override bool Equals(Json? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private protected override int Measure() => 0;
}

sealed class PathTuple(Json? item, Dictionary<string, Json?> bindings)
{
    public PathTuple(Json? item)
        : this(item, []) { }

    public Json? Item { get; set; } = item;

    public Dictionary<string, Json?> Bindings => bindings;

    public PathTuple Copy() => new(Item, new(bindings));

    public Frame FrameIn(Frame enclosing)
    {
        var frame = new Frame(enclosing);
        foreach (var (name, value) in bindings)
            frame.Bind(name, value);
        return frame;
    }

    /// <summary>Adds the bindings of a nested path.</summary>
    public void Adopt(PathTuple inner)
    {
        Item = inner.Item;
        foreach (var (name, value) in inner.Bindings)
            bindings[name] = value;
    }

    /// <summary>Merges the tuples of a group: each binding becomes an array.</summary>
    public static PathTuple Merge(List<PathTuple> group)
    {
        var merged = group[0].Copy();
        foreach (var tuple in group.Skip(1))
        {
            merged.Item = Sequences.Append(merged.Item, tuple.Item);
            foreach (var (name, value) in tuple.Bindings)
                merged.Bindings[name] = Sequences.Append(merged.Bindings.GetValueOrDefault(name), value);
        }
        return merged;
    }
}
