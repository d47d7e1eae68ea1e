using System.Collections.Immutable;
using Classroom.Cloud.Api;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.StepFunctions;

/// <summary>Stores state machines, activities and executions.</summary>
sealed partial class MachineStore(Database database, CloudSettings settings) : IStore, ITagSource, IStudentData
{
    public Table<Machine> Machines { get; } = new(database, "states.machines");

    public Table<Activity> Activities { get; } = new(database, "states.activities");

    public ExecutionStore Executions { get; } = new(database);

    public IEnumerable<(Owner Owner, long Bytes)> Sizes() =>
        // Owned by a state machine, or by a map run: arn:aws:states:region:account:mapRun:machine/label:id.
        Executions
            .Sizes()
            .Select(size => (Owner.Of(size.Owner.Split(':') is { Length: > 6 } run ? run[6].Split('/')[0] : size.Owner), size.Bytes));

    public string MachineArn(string name) => settings.Arn("states", $"stateMachine:{name}");

    public string ActivityArn(string name) => settings.Arn("states", $"activity:{name}");

    public string ExecutionArn(string machine, string name) => settings.Arn("states", $"execution:{machine}:{name}");

    public string ExpressArn(string machine, string name, string id) => settings.Arn("states", $"express:{machine}:{name}:{id}");

    /// <summary>Stores a state machine and its revision, which executions refer to.</summary>
    public void Put(Machine machine)
    {
        Machines.Put(machine.Name, machine);
        Executions.Put(machine.Name, machine.Latest);
    }

    public void RemoveExecutions(string machine) => Executions.RemoveMachine(machine, settings.Arn("states", $"mapRun:{machine}/"));

    /// <summary>Finds a state machine by ARN, and returns the qualifier after its name: a version or an alias.</summary>
    public (Machine Machine, string? Qualifier) Find(string arn)
    {
        var parts = CheckArn(arn).Split(':');
        if (parts.Length is < 7 or > 8 || parts[5] != "stateMachine")
            throw InvalidArn($"Resource type not valid in this context: {(parts.Length > 5 ? parts[5] : arn)}");
        var machine = Machines.Find(parts[6]) ?? throw NoMachine(arn);
        return arn.StartsWith(MachineArn(machine.Name), StringComparison.Ordinal)
            ? (machine, parts.Length == 8 ? parts[7] : null)
            : throw NoMachine(arn);
    }

    /// <summary>Selects the revision that runs: the latest, a numbered version, or a version of an alias, chosen by weight.</summary>
    public (Revision Revision, string? Version, string? Alias) Choose(Machine machine, string? qualifier, double chance)
    {
        if (qualifier is null)
            return (machine.Latest, null, null);
        var arn = MachineArn(machine.Name);
        if (
            machine.Versions.Find(version => version.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == qualifier) is
            { } numbered
        )
            return (numbered.Revision, $"{arn}:{qualifier}", null);
        var alias = machine.Aliases.Find(candidate => candidate.Name == qualifier) ?? throw NoMachine($"{arn}:{qualifier}");
        var weight = chance * 100;
        var target = alias.Routing.Find(routing => (weight -= routing.Weight) < 0) ?? alias.Routing[^1];
        var version =
            machine.Versions.Find(candidate => $"{arn}:{candidate.Number}" == target.StateMachineVersionArn)
            ?? throw NoMachine(target.StateMachineVersionArn);
        return (version.Revision, target.StateMachineVersionArn, $"{arn}:{qualifier}");
    }

    public ExecutionRecord Execution(string arn)
    {
        CheckExecutionArn(arn);
        return Executions.Find(arn)?.Value ?? throw NoExecution(arn);
    }

    public Activity Activity(string arn)
    {
        CheckArn(arn);
        return Activities.Find(arn[(arn.LastIndexOf(':') + 1)..]) is { } activity && ActivityArn(activity.Name) == arn
            ? activity
            : throw new AwsException("ActivityDoesNotExist", $"Activity Does Not Exist: '{arn}'");
    }

    /// <summary>
    /// AWS evaluates a qualified ARN without its version or alias, which policies test with a condition key.
    /// </summary>
    public static Permission NeedOf(string arn) =>
        CheckArn(arn).Split(':') is [_, _, _, _, _, "stateMachine", _, var qualifier]
            ? new Permission(arn[..^(qualifier.Length + 1)]).With("states:StateMachineQualifier", qualifier)
            : new(arn);

    public static string CheckArn(string arn) =>
        arn.StartsWith("arn:", StringComparison.Ordinal) ? arn : throw InvalidArn($"Invalid ARN prefix: {arn}");

    /// <summary>The operations of executions refuse the ARNs of Express executions, which have no history.</summary>
    public static string CheckExecutionArn(string arn) =>
        CheckArn(arn).Split(':') is [_, _, _, _, _, "express", ..]
            ? throw InvalidArn("Resource type not valid in this context: express")
            : arn;

    public IEnumerable<(string Arn, IEnumerable<KeyValuePair<string, string>> Tags)> Tagged =>
        Machines
            .All.Select(machine => (MachineArn(machine.Name), (IEnumerable<KeyValuePair<string, string>>)machine.Tags))
            .Concat(
                Activities.All.Select(activity => (ActivityArn(activity.Name), (IEnumerable<KeyValuePair<string, string>>)activity.Tags))
            );

    public static string CheckName(string name) =>
        name.Length is > 0 and <= 80
        && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && name.IndexOfAny([.. "<>{}[]?*\"#%\\^|~`$&,;:/"]) < 0
            ? name
            : throw new AwsException("InvalidName", $"Invalid Name: '{name}'");

    public static AwsException InvalidArn(string reason) => new("InvalidArn", $"Invalid Arn: '{reason}'");

    public static AwsException NoMachine(string arn) => new("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");

    public static AwsException NoExecution(string arn) => new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'");

    public static AwsException NoResource(string arn) => new("ResourceNotFound", $"Resource not found: '{arn}'");

    public static ImmutableSortedDictionary<string, string> Tags(IReadOnlyList<Tag>? tags) => Api.Tags.Of(tags);
}
