using System.Collections.Immutable;
using System.Globalization;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

/// <summary>A state machine as the API describes it.</summary>
sealed record MachineView(
    string StateMachineArn,
    string Name,
    string Status,
    string? Definition,
    string RoleArn,
    string Type,
    DateTimeOffset CreationDate,
    LoggingConfiguration LoggingConfiguration,
    TracingConfiguration TracingConfiguration,
    EncryptionConfiguration EncryptionConfiguration,
    string? RevisionId,
    string? Description,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? VariableReferences
)
{
    public static MachineView Of(Machine machine, string? qualifier, MachineStore store, bool withoutDefinition)
    {
        var arn = store.MachineArn(machine.Name);
        var (revision, version, _) = store.Choose(machine, qualifier, 0);
        var numbered = version is null ? null : machine.Versions.Find(candidate => $"{arn}:{candidate.Number}" == version);
        return new(
            qualifier is null ? arn : $"{arn}:{qualifier}",
            machine.Name,
            "ACTIVE",
            withoutDefinition ? null : revision.Definition,
            revision.RoleArn,
            machine.Type,
            numbered?.Created ?? machine.Created,
            revision.Logging,
            revision.Tracing,
            machine.Encryption,
            machine.IsUpdated ? revision.Id : null,
            numbered?.Description is { Length: > 0 } description ? description : null,
            withoutDefinition ? null : ReferencesOf(revision)
        );
    }

    /// <summary>The variables that each state reads; null where no state reads one.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>>? ReferencesOf(Revision revision) =>
        StatesLanguage.Definitions.VariableReferences.Of(revision.Definition) is { Count: > 0 } found ? found : null;

    public static string NameOf(string arn) =>
        MachineStore.CheckArn(arn).Split(':') is [_, _, _, _, _, _, var name, ..]
            ? name
            : throw MachineStore.InvalidArn($"Invalid ARN: {arn}");

    public static Machine Publish(Machine machine, string? description, DateTimeOffset now)
    {
        // The state machine has not changed since the last version: that version is returned again.
        if (machine.Versions.Count > 0 && machine.Versions[^1].Revision.Id == machine.Latest.Id)
            return machine;
        var number = machine.LastVersion + 1;
        return machine with { Versions = machine.Versions.Add(new(number, description ?? "", machine.Latest, now)), LastVersion = number };
    }

    public static Machine OfRouting(IReadOnlyList<Routing> routing, MachineStore store)
    {
        if (routing.Count is < 1 or > 2)
            throw new AwsException(
                "ValidationException",
                "1 validation error detected: Value at 'routingConfiguration' failed to satisfy constraint: Member must have 1 or 2 "
                    + "elements"
            );
        if (routing.Sum(entry => (long)entry.Weight) != 100)
            throw new AwsException(
                "ValidationException",
                "Sum of routing configuration weights must equal 100. Received: "
                    + $"[{string.Join(", ", routing.Select(entry => entry.Weight))}]"
            );
        var received = $"Received: [{string.Join(", ", routing.Select(entry => entry.StateMachineVersionArn))}]";
        if (routing.DistinctBy(entry => entry.StateMachineVersionArn).Count() < routing.Count)
            throw new AwsException(
                "ValidationException",
                $"Routing configuration must contain distinct state machine version ARNs. {received}"
            );
        Machine? machine = null;
        foreach (var entry in routing)
        {
            var (found, qualifier) = store.Find(entry.StateMachineVersionArn);
            if (
                !int.TryParse(qualifier, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !found.Versions.Exists(version => version.Number == number)
            )
                throw new AwsException("ValidationException", $"Routing configuration must contain state machine version ARNs. {received}");
            if (machine is not null && machine.Name != found.Name)
                throw new AwsException("ValidationException", "Routing configuration must contain versions of one state machine");
            machine = found;
        }
        return machine!;
    }

    public static (Machine Machine, MachineAlias Alias) FindAlias(string arn, MachineStore store) =>
        AliasOf(arn, store) ?? throw new AwsException("ResourceNotFound", "Request references a resource that does not exist.");

    public static (Machine Machine, MachineAlias Alias)? AliasOf(string arn, MachineStore store)
    {
        var machine = store.Machines.Find(NameOf(arn));
        return machine?.Aliases.Find(alias => $"{store.MachineArn(machine.Name)}:{alias.Name}" == arn) is { } found
            ? (machine, found)
            : null;
    }

    public static void ChangeTags(
        string arn,
        MachineStore store,
        Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change
    )
    {
        if (store.Activities.Find(NameOf(arn)) is { } activity && store.ActivityArn(activity.Name) == arn)
        {
            var tags = change(activity.Tags);
            if (tags != activity.Tags)
                store.Activities.Put(activity.Name, activity with { Tags = tags });
            return;
        }
        var machine =
            store.Machines.Find(NameOf(arn)) is { } found && store.MachineArn(found.Name) == arn
                ? found
                : throw MachineStore.NoResource(arn);
        var changed = change(machine.Tags);
        if (changed != machine.Tags)
            store.Machines.Put(machine.Name, machine with { Tags = changed });
    }
}
