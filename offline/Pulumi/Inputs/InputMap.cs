using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map. The whole map, or single values, may be outputs.</summary>
public sealed class InputMap<TValue>
    : Input<ImmutableDictionary<string, TValue>>,
        IEnumerable,
        IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    Output<ImmutableDictionary<string, Input<TValue>>> items;

    public InputMap()
        : this(Pulumi.Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty)) { }

    InputMap(Output<ImmutableDictionary<string, Input<TValue>>> items)
        : base(ValuesOf(items)) => this.items = items;

    public Input<TValue> this[string key]
    {
        set => Become(items.Apply(map => map.SetItem(key, value)));
    }

    public void Add(string key, Input<TValue> value) => Become(items.Apply(map => map.Add(key, value)));

    public void Add(InputMap<TValue> values) => AddRange(values);

    public void AddRange(InputMap<TValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Become(Pulumi.Output.Tuple(items, values.items).Apply(both => both.Item1.AddRange(both.Item2)));
    }

    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new(Pulumi.Output.Tuple(first.items, second.items).Apply(both => both.Item1.SetItems(both.Item2)));
    }

    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => new(Pulumi.Output.Create(Items(values)));

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) =>
        new(Pulumi.Output.Create(Items(values)));

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) => new(values.Apply(Items));

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) => new(values.Apply(Items));

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) => new(values.Apply(Items));

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException(
            $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead."
        );

    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var data = await Output.DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            yield break;
        foreach (var pair in data.Value)
            yield return pair;
    }

    internal InputMap<TValue> Clone() => new(items);

    private protected override IOutput Untyped => items;

    void Become(Output<ImmutableDictionary<string, Input<TValue>>> next)
    {
        items = next;
        Output = ValuesOf(next);
    }

    static ImmutableDictionary<string, Input<TValue>> Items(IEnumerable<KeyValuePair<string, TValue>> values) =>
        values.ToImmutableDictionary(pair => pair.Key, pair => (Input<TValue>)pair.Value);

    static Output<ImmutableDictionary<string, TValue>> ValuesOf(Output<ImmutableDictionary<string, Input<TValue>>> items) =>
        items.Apply(map =>
        {
            var pairs = map.ToArray();
            return Pulumi
                .Output.All(pairs.Select(pair => pair.Value))
                .Apply(values => pairs.Zip(values).ToImmutableDictionary(both => both.First.Key, both => both.Second));
        });
}

public static class InputMapExtensions
{
    public static void Add<T0, T1>(this InputMap<Union<T0, T1>> map, string key, Input<T0> value) =>
        map.Add(key, value.Apply(Union<T0, T1>.FromT0));

    public static void Add<T0, T1>(this InputMap<Union<T0, T1>> map, string key, Input<T1> value) =>
        map.Add(key, value.Apply(Union<T0, T1>.FromT1));
}
