using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Creates immutable collections whose element type is known only at run time.</summary>
abstract class ImmutableMaker
{
    static readonly ConcurrentDictionary<Type, ImmutableMaker> Makers = new();

    public static ImmutableMaker Of(Type element) =>
        Makers.GetOrAdd(element, type => (ImmutableMaker)Activator.CreateInstance(typeof(Maker<>).MakeGenericType(type))!);

    public abstract object Array(IEnumerable<object?> items);

    public abstract object Dictionary(IEnumerable<KeyValuePair<string, object?>> entries);

    sealed class Maker<T> : ImmutableMaker
    {
        public override object Array(IEnumerable<object?> items) => items.Select(Typed).ToImmutableArray();

        public override object Dictionary(IEnumerable<KeyValuePair<string, object?>> entries) =>
            entries.ToImmutableDictionary(entry => entry.Key, entry => Typed(entry.Value));

        static T Typed(object? value) => value is null ? default! : (T)value;
    }
}
