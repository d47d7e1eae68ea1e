using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Paths;

/// <summary>One step of a path, which selects values below a value.</summary>
abstract record PathStep
{
    public virtual bool IsDefinite => false;

    /// <summary>The single value that a definite step selects.</summary>
    public virtual Json? Follow(Json value) => null;

    public abstract IEnumerable<Json> Select(PathSearch search, Json value);

    protected static IEnumerable<Json> One(Json? value) => value is null ? [] : [value];

    protected static IEnumerable<Json> Children(Json value) =>
        value switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
}

/// <summary>.name</summary>
sealed record NameStep(string Name) : PathStep
{
    public override bool IsDefinite => true;

    public override Json? Follow(Json value) => (value as JsonObject)?[Name];

    public override IEnumerable<Json> Select(PathSearch search, Json value) => One(Follow(value));

    public override string ToString() => $"['{Name}']";
}

/// <summary>[2], or [-1], which counts from the end.</summary>
sealed record IndexStep(int Index) : PathStep
{
    public override bool IsDefinite => true;

    public override Json? Follow(Json value)
    {
        if (value is not JsonArray items)
            return null;
        var at = Index < 0 ? items.Count + Index : Index;
        return at >= 0 && at < items.Count ? items[at] : null;
    }

    public override IEnumerable<Json> Select(PathSearch search, Json value) => One(Follow(value));

    public override string ToString() => $"[{Index}]";
}

/// <summary>['a','b'] or [0,2]</summary>
sealed record UnionStep(PathStep[] Parts) : PathStep
{
    public override IEnumerable<Json> Select(PathSearch search, Json value) => Parts.SelectMany(part => part.Select(search, value));

    public override string ToString() => $"[{string.Join(",", Parts.Select(part => part.ToString()[1..^1]))}]";
}

/// <summary>[from:to:step]</summary>
sealed record SliceStep(int? From, int? To, int Step) : PathStep
{
    public override IEnumerable<Json> Select(PathSearch search, Json value)
    {
        if (value is not JsonArray items)
            yield break;
        var from = Clamp(From ?? 0, items.Count);
        var to = Clamp(To ?? items.Count, items.Count);
        for (var i = from; i < to; i += Step)
            yield return items[i];
    }

    public override string ToString() => $"[{From}:{To}{(Step == 1 ? "" : $":{Step}")}]";

    static int Clamp(int index, int count) => Math.Clamp(index < 0 ? index + count : index, 0, count);
}

/// <summary>* or [*]</summary>
sealed record WildcardStep : PathStep
{
    public override IEnumerable<Json> Select(PathSearch search, Json value) => Children(value);

    public override string ToString() => "[*]";
}

/// <summary>..: the value itself and all values below it. The next step is applied to each of them.</summary>
sealed record DescendantStep : PathStep
{
    public override IEnumerable<Json> Select(PathSearch search, Json value)
    {
        var found = new List<Json>();
        Collect(search, value, found);
        return found;
    }

    static void Collect(PathSearch search, Json value, List<Json> found)
    {
        search.Spend(1);
        found.Add(value);
        foreach (var child in Children(value))
            Collect(search, child, found);
    }

    public override string ToString() => "..";
}

/// <summary>[?(@.price &lt; 10)]</summary>
sealed record FilterStep(Filter Filter) : PathStep
{
    public override IEnumerable<Json> Select(PathSearch search, Json value) =>
        value switch
        {
            JsonArray items => items.Where(item => Filter.Accepts(search, item)),
            JsonObject when Filter.Accepts(search, value) => [value],
            _ => [],
        };

    public override string ToString() => "[?]";
}
