using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The result of an output: the value, its dependencies, and whether it is known and secret.</summary>
readonly record struct OutputData<T>(ImmutableHashSet<Resource> Resources, T Value, bool IsKnown, bool IsSecret)
{
    public static OutputData<T> Of(T value, bool isSecret = false) => new([], value, IsKnown: true, isSecret);

    public static OutputData<T> Unknown(ImmutableHashSet<Resource> resources, bool isSecret) =>
        new(resources, default!, IsKnown: false, isSecret);

    /// <summary>This value as the result of an apply on another output: unknown if either is unknown, secret if either is secret.</summary>
    public OutputData<T> Through<TOuter>(OutputData<TOuter> outer) =>
        this with
        {
            Resources = Union(outer.Resources, Resources),
            IsKnown = outer.IsKnown && IsKnown,
            IsSecret = outer.IsSecret || IsSecret,
        };

    // The smaller set is added to the larger one. Otherwise an output that joins a whole class would take quadratic time.
    static ImmutableHashSet<Resource> Union(ImmutableHashSet<Resource> one, ImmutableHashSet<Resource> other) =>
        one.Count < other.Count ? other.Union(one) : one.Union(other);
}

interface IOutput
{
    Task<OutputData<object?>> GetDataAsync();
}
