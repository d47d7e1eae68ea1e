using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Classroom.Cli.Planning;
using Classroom.Cli.Provider;

namespace Classroom.Cli.Stacks;

enum ChangeKind
{
    Same,
    Create,
    Update,
    Replace,
    Delete,
}

/// <summary>An input that is to have another value; null where there is none.</summary>
sealed record InputChange(string Name, JsonNode? Before, JsonNode? After);

/// <summary>What is to happen to one resource.</summary>
/// <param name="Planned">What the program wants; null where it wants it no more.</param>
/// <param name="Before">What is there; null where nothing is.</param>
sealed record Change(ChangeKind Kind, ResourceKey Key, PlannedResource? Planned, ResourceState? Before, ImmutableArray<InputChange> Inputs)
{
    public string? Student => Planned is null ? Before!.Student : Planned.Student;

    public string? Lab => Planned is null ? Before!.Lab : Planned.Lab;

    public bool Deletes => Kind is ChangeKind.Delete or ChangeKind.Replace;

    public bool Makes => Kind is ChangeKind.Create or ChangeKind.Update or ChangeKind.Replace;
}
