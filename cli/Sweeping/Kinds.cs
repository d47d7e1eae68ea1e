using System.Collections.Immutable;

namespace Classroom.Cli.Sweeping;

/// <summary>All kinds, in the order in which they are deleted.</summary>
static class Kinds
{
    public static ImmutableArray<OwnKind> All { get; } =
    [
        .. typeof(OwnKind)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(OwnKind)))
            .Select(type => (OwnKind)Activator.CreateInstance(type)!)
            .OrderBy(kind => kind.Order)
            .ThenBy(kind => kind.Word, StringComparer.Ordinal),
    ];
}
