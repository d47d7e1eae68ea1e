using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Classroom.Cli.Planning;

/// <summary>The identity of a resource: its type and its logical name, which is unique for the type.</summary>
readonly record struct ResourceKey(string Type, string Name) : IComparable<ResourceKey>
{
    /// <summary>A short name of the type: lambda Function for aws:lambda/function:Function.</summary>
    public string ShortType => Type.Split(':') is [_, var module, var name] ? $"{module.Split('/')[0]} {name}" : Type;

    public static ResourceKey Parse(string text) =>
        text.Split("::", 2) is [var type, var name] ? new(type, name) : throw new FormatException($"'{text}' is not a resource key");

    public int CompareTo(ResourceKey other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => $"{Type}::{Name}";
}

/// <summary>A resource that the program registered.</summary>
/// <param name="Inputs">Contain placeholders for outputs of other resources.</param>
/// <param name="Student">The student who has the resource; null if the class shares it.</param>
/// <param name="DependsOn">The resources that must exist first, from DependsOn and from placeholders.</param>
sealed record PlannedResource(
    ResourceKey Key,
    string Urn,
    string? Student,
    string? Lab,
    JsonObject Inputs,
    ImmutableSortedSet<ResourceKey> DependsOn
)
{
    public string Stack => StackOf(Urn);

    /// <summary>The stack that a URN names: urn:pulumi:stack::project::types::name.</summary>
    public static string StackOf(string urn) => urn.Split(':') is [_, _, var stack, ..] ? stack : "";
}

/// <summary>All resources that the program registered, in an order in which they can be made.</summary>
sealed record ClassPlan(ImmutableArray<PlannedResource> Resources, JsonObject Outputs)
{
    public IEnumerable<string> Students =>
        Resources.Select(resource => resource.Student).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    /// <summary>The plan for the others. No resource of another student, and none that the class shares, needs those of these.</summary>
    public ClassPlan Without(IReadOnlySet<string> students)
    {
        var outputs = (JsonObject)Outputs.DeepClone();
        foreach (var student in students)
            outputs.Remove(student);
        return new([.. Resources.Where(resource => resource.Student is not { } student || !students.Contains(student))], outputs);
    }

    public ImmutableArray<PlannedResource> Of(ResourceKey key) => [.. Resources.Where(resource => resource.Key == key)];
}
