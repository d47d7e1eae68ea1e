using System.Collections.Concurrent;
using Classroom.StatesLanguage.Definitions;
using Classroom.Storage;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>Parses the definition of a revision once, however many executions run it.</summary>
sealed class ParsedMachines(MachineStore store)
{
    const int MostRevisions = 5000;

    readonly ConcurrentDictionary<string, (string Text, StateMachine Machine)> parsed = new(StringComparer.Ordinal);

    public StateMachine Of(Revision revision)
    {
        if (parsed.TryGetValue(revision.Id, out var known) && known.Text == revision.Definition)
            return known.Machine;
        var machine = StateMachine.Parse(revision.Definition);
        if (parsed.Count > MostRevisions)
            parsed.Clear();
        parsed[revision.Id] = (revision.Definition, machine);
        return machine;
    }

    public Revision RevisionOf(ExecutionRecord record) =>
        store.Machines.Find(record.MachineName)?.Latest is { } latest && latest.Id == record.RevisionId
            ? latest
            : store.Executions.Revision(record.RevisionId)
                ?? throw new StorageException($"The definition with which {record.Arn} was started no longer exists.");
}
