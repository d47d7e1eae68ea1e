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

/// <summary>An input that changes; a value is null where the input is not set.</summary>
sealed record InputChange(string Name, JsonNode? Before, JsonNode? After);

/// <summary>The planned change of one resource.</summary>
/// <param name="Planned">The resource in the program; null if the program no longer has it.</param>
/// <param name="Before">The resource in the state; null if it does not exist yet.</param>
sealed record Change(ChangeKind Kind, ResourceKey Key, PlannedResource? Planned, ResourceState? Before, ImmutableArray<InputChange> Inputs)
{
    public string? Student => Planned is null ? Before!.Student : Planned.Student;

    public string? Lab => Planned is null ? Before!.Lab : Planned.Lab;

    /// <summary>
    /// Whether the resource is in another stack from now on: its student has another cohort. No name in the cloud depends on the stack, so
    /// nothing is deleted or made for it.
    /// </summary>
    public bool Moves => Planned is not null && Before is not null && Planned.Stack != Before.Stack;

    public bool Deletes => Kind is ChangeKind.Delete or ChangeKind.Replace;

    public bool Makes => Kind is ChangeKind.Create or ChangeKind.Update or ChangeKind.Replace;
}
