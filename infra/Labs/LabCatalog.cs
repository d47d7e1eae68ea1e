using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Classroom.Settings;

namespace Classroom.Labs;

/// <summary>Finds all labs by their attribute, so that a new lab needs no entry in a list.</summary>
static class LabCatalog
{
    /// <summary>A new lab is only provisioned until its class says what students build of it.</summary>
    const string NotDescribed = "its class has no attribute HandsOn, which says what students build";

    static readonly FrozenDictionary<string, Type> Labs = typeof(LabCatalog)
        .Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<LabAttribute>() is not null)
        .ToFrozenDictionary(type => type.GetCustomAttribute<LabAttribute>()!.Name, StringComparer.Ordinal);

    static readonly FrozenDictionary<string, ConstructorInvoker> Constructors = Labs.ToFrozenDictionary(
        lab => lab.Key,
        lab => ConstructorInvoker.Create(lab.Value.GetConstructor([typeof(LabContext)])!),
        StringComparer.Ordinal
    );

    public static ImmutableSortedSet<string> Names { get; } = Labs.Keys.ToImmutableSortedSet(StringComparer.Ordinal);

    public static KnownLabs Known { get; } =
        new(
            Names,
            Labs.Where(lab => HandsOnOf(lab.Key) is null)
                .ToImmutableSortedDictionary(
                    lab => lab.Key,
                    lab => lab.Value.GetCustomAttribute<OnlyProvisionedAttribute>()?.Reason ?? NotDescribed,
                    StringComparer.Ordinal
                )
        );

    /// <summary>What students build of the lab in mode hands-on; null if they cannot build it.</summary>
    public static HandsOnAttribute? HandsOnOf(string lab) => Labs[lab].GetCustomAttribute<HandsOnAttribute>();

    public static LabOutline Open(string name, LabContext context) =>
        context.Settings.Mode == LabMode.HandsOn
            ? new HandsOnLab(context, Labs[name], HandsOnOf(name)!).Outline
            : ((Lab)Constructors[name].Invoke(context)).Outline;
}
