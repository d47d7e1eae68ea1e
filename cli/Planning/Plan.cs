using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Planning;

/// <summary>What a resource is known by: its type and its logical name, which the program uses once.</summary>
readonly record struct ResourceKey(string Type, string Name) : IComparable<ResourceKey>
{
    /// <summary>The type as people say it: aws:lambda/function:Function is a lambda Function.</summary>
    public string ShortType => Type.Split(':') is [_, var module, var name] ? $"{module.Split('/')[0]} {name}" : Type;

    public static ResourceKey Parse(string text) =>
        text.Split("::", 2) is [var type, var name] ? new(type, name) : throw new FormatException($"'{text}' is no key of a resource");

    public int CompareTo(ResourceKey other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => $"{Type}::{Name}";
}

/// <summary>A resource as the program wants it.</summary>
/// <param name="Inputs">With placeholders where another resource's output belongs.</param>
/// <param name="Student">Whose it is; null where it is the class's.</param>
/// <param name="DependsOn">What must be there before it, named by the program or by a placeholder.</param>
sealed record PlannedResource(
    ResourceKey Key,
    string Urn,
    string? Student,
    string? Lab,
    JsonObject Inputs,
    ImmutableSortedSet<ResourceKey> DependsOn
);

/// <summary>A class as the program wants it, in the order in which it can be made.</summary>
sealed record ClassPlan(ImmutableArray<PlannedResource> Resources, JsonObject Outputs)
{
    public IEnumerable<string> Students =>
        Resources.Select(resource => resource.Student).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    public ImmutableArray<PlannedResource> Of(ResourceKey key) => [.. Resources.Where(resource => resource.Key == key)];
}
