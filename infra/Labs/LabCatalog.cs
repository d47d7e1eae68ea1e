using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace Classroom.Labs;

/// <summary>Finds all labs by their attribute, so that a new lab needs no entry in a list.</summary>
static class LabCatalog
{
    static readonly FrozenDictionary<string, ConstructorInvoker> Labs = typeof(LabCatalog)
        .Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<LabAttribute>() is not null)
        .ToFrozenDictionary(
            type => type.GetCustomAttribute<LabAttribute>()!.Name,
            type => ConstructorInvoker.Create(type.GetConstructor([typeof(LabContext)])!),
            StringComparer.Ordinal
        );

    public static ImmutableSortedSet<string> Names { get; } = Labs.Keys.ToImmutableSortedSet(StringComparer.Ordinal);

    public static Lab Open(string name, LabContext context) => (Lab)Labs[name].Invoke(context);
}
