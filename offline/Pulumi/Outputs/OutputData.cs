using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output resolves to: the value, and what travels with it.</summary>
readonly record struct OutputData<T>(ImmutableHashSet<Resource> Resources, T Value, bool IsKnown, bool IsSecret)
{
    public static OutputData<T> Of(T value, bool isSecret = false) => new([], value, IsKnown: true, isSecret);

    public static OutputData<T> Unknown(ImmutableHashSet<Resource> resources, bool isSecret) =>
        new(resources, default!, IsKnown: false, isSecret);

    /// <summary>This value as seen through another output: unknown if either is, secret if either is.</summary>
    public OutputData<T> Through<TOuter>(OutputData<TOuter> outer) =>
        this with
        {
            Resources = Union(outer.Resources, Resources),
            IsKnown = outer.IsKnown && IsKnown,
            IsSecret = outer.IsSecret || IsSecret,
        };

    // The few are added to the many: an output that joins a whole class would else cost the square of it.
    static ImmutableHashSet<Resource> Union(ImmutableHashSet<Resource> one, ImmutableHashSet<Resource> other) =>
        one.Count < other.Count ? other.Union(one) : one.Union(other);
}

interface IOutput
{
    Task<OutputData<object?>> GetDataAsync();
}
