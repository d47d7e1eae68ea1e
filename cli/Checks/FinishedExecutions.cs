using System.Collections.Concurrent;

namespace Classroom.Cli.Checks;

/// <summary>The histories of executions that have ended. They do not change, so that a repeated check reads new ones only.</summary>
sealed class FinishedExecutions
{
    readonly ConcurrentDictionary<string, History> histories = new(StringComparer.Ordinal);

    public History? Find(string execution) => histories.GetValueOrDefault(execution);

    public void Keep(History history)
    {
        if (history.IsEnded)
            histories[history.Arn] = history;
    }
}
