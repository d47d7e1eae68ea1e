using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list. The whole list, or single items, may be outputs.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    Output<ImmutableArray<Input<T>>> items;

    public InputList()
        : this(Pulumi.Output.Create(ImmutableArray<Input<T>>.Empty)) { }

    InputList(Output<ImmutableArray<Input<T>>> items)
        : base(ValuesOf(items)) => this.items = items;

    public void Add(params Input<T>[] inputs) => Append(inputs);

    public void Add(InputList<T> inputs) => Append(inputs);

    public void AddRange(InputList<T> inputs) => Append(inputs);

    public InputList<T> Concat(InputList<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Pulumi.Output.Tuple(items, other.items).Apply(both => both.Item1.AddRange(both.Item2)));
    }

    public static implicit operator InputList<T>(T value) => Of([value]);

    public static implicit operator InputList<T>(Output<T> value) => Of([value]);

    public static implicit operator InputList<T>(Input<T> value) => Of([value]);

    public static implicit operator InputList<T>(T[] values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Output<T>[] values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(Input<T>[] values) => Of(values);

    public static implicit operator InputList<T>(List<T> values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(List<Output<T>> values) => Of(values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(List<Input<T>> values) => Of(values);

    public static implicit operator InputList<T>(ImmutableArray<T> values) =>
        Of(values.IsDefault ? null : values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) =>
        Of(values.IsDefault ? null : values.Select(value => (Input<T>)value));

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => Of(values.IsDefault ? null : values);

    public static implicit operator InputList<T>(Output<T[]> values) => new(values.Apply(Items));

    public static implicit operator InputList<T>(Output<List<T>> values) => new(values.Apply(Items));

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) => new(values.Apply(Items));

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) =>
        new(values.Apply(array => array.IsDefault ? default : Items(array)));

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException(
            $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead."
        );

    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var data = await Output.DataTask.ConfigureAwait(false);
        if (!data.IsKnown)
            yield break;
        foreach (var value in data.Value)
            yield return value;
    }

    internal InputList<T> Clone() => new(items);

    private protected override IOutput Untyped => items;

    void Append(InputList<T> more)
    {
        items = Concat(more).items;
        Output = ValuesOf(items);
    }

    static InputList<T> Of(IEnumerable<Input<T>>? items) => new(Pulumi.Output.Create(items is null ? default : items.ToImmutableArray()));

    static ImmutableArray<Input<T>> Items(IEnumerable<T> values) => values.Select(value => (Input<T>)value).ToImmutableArray();

    static Output<ImmutableArray<T>> ValuesOf(Output<ImmutableArray<Input<T>>> items) =>
        items.Apply(array => array.IsDefault ? Pulumi.Output.Create(default(ImmutableArray<T>)) : Pulumi.Output.All<T>(array));
}

public static class InputListExtensions
{
    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T0> value) => list.Add(value.Apply(Union<T0, T1>.FromT0));

    public static void Add<T0, T1>(this InputList<Union<T0, T1>> list, Input<T1> value) => list.Add(value.Apply(Union<T0, T1>.FromT1));
}
