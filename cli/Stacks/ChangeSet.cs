using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Classroom.Cli.Planning;
using Classroom.Cli.Provider;

namespace Classroom.Cli.Stacks;

/// <summary>The changes that turn the state into what the program wants.</summary>
sealed record ChangeSet(ImmutableArray<Change> All)
{
    static readonly Dictionary<ResourceKey, Change> NoChanges = [];

    public IEnumerable<Change> Real => All.Where(change => change.Kind != ChangeKind.Same);

    /// <summary>The resources that go to another stack, changed or not.</summary>
    public IEnumerable<Change> Moved => All.Where(change => change.Moves);

    public bool IsEmpty => !Real.Any() && !Moved.Any();

    public int Count(ChangeKind kind) => All.Count(change => change.Kind == kind);

    /// <param name="students">The students whose resources change; null for all. Resources that the class shares are made too, but
    /// never removed.</param>
    public static ChangeSet Between(StackState state, ClassPlan plan, IReadOnlySet<string>? students = null)
    {
        var changes = new Dictionary<ResourceKey, Change>();
        // On all processors as if nothing else changed, which is so for most resources; then in order for those to which it does not apply.
        var alone = plan
            .Resources.Where(wanted => students is null || wanted.Student is not { } student || students.Contains(student))
            .AsParallel()
            .AsOrdered()
            .Select(wanted => (Wanted: wanted, Change: Compare(wanted, state, NoChanges)));
        foreach (var (wanted, change) in alone)
        {
            var isAlone = wanted.DependsOn.All(needed => !changes.TryGetValue(needed, out var other) || other.Kind == ChangeKind.Same);
            changes.Add(wanted.Key, isAlone ? change : Compare(wanted, state, changes));
        }
        var gone = state.Resources.Where(resource =>
            students is null
                ? !changes.ContainsKey(resource.Key)
                : resource.Student is { } student && students.Contains(student) && !changes.ContainsKey(resource.Key)
        );
        return new([.. changes.Values, .. gone.Select(Removal)]);
    }

    /// <summary>Removes all resources of these students; for all students, also the resources that the class shares.</summary>
    public static ChangeSet Removing(StackState state, IReadOnlySet<string>? students) =>
        new([
            .. state
                .Resources.Where(resource => students is null || (resource.Student is { } student && students.Contains(student)))
                .Select(Removal),
        ]);

    static Change Removal(ResourceState resource) => new(ChangeKind.Delete, resource.Key, null, resource, []);

    static Change Compare(PlannedResource wanted, StackState state, Dictionary<ResourceKey, Change> decided)
    {
        if (state.Find(wanted.Key) is not { } before)
            return new(
                ChangeKind.Create,
                wanted.Key,
                wanted,
                null,
                [.. wanted.Inputs.Select(input => new InputChange(input.Key, null, input.Value))]
            );
        var inputs = (JsonObject)
            Placeholder.Fill(wanted.Inputs, (key, output) => IsKnown(key, output, decided) ? state.Output(key, output) : null)!;
        var different = before
            .Inputs.Select(input => input.Key)
            .Union(inputs.Select(input => input.Key))
            .Where(name => !JsonNode.DeepEquals(before.Inputs[name], inputs[name]))
            .Order(StringComparer.Ordinal)
            .Select(name => new InputChange(name, before.Inputs[name], inputs[name]))
            .ToImmutableArray();
        var kind =
            different.IsEmpty ? ChangeKind.Same
            : different.Any(input => ResourceTypes.Of(wanted.Key.Type).Fixed.Contains(input.Name)) ? ChangeKind.Replace
            : ChangeKind.Update;
        return new(kind, wanted.Key, wanted, before, different);
    }

    /// <summary>Whether an output keeps its value when its resource changes.</summary>
    static bool IsKnown(ResourceKey key, string output, Dictionary<ResourceKey, Change> decided) =>
        !decided.TryGetValue(key, out var change)
        || change.Kind switch
        {
            ChangeKind.Same or ChangeKind.Delete => true,
            ChangeKind.Update => change.Inputs.All(input => input.Name != output)
                && !ResourceTypes.Of(key.Type).Changing(change.Before!.Inputs, change.Planned!.Inputs).Contains(output),
            ChangeKind.Create or ChangeKind.Replace => false,
            _ => throw new ArgumentOutOfRangeException(nameof(decided)),
        };
}
