namespace Classroom.Cli.Checks;

/// <summary>
/// A check that an exercise of the documents was done: among the executions of the student there is one that shows what the exercise
/// teaches. The check starts nothing; <see cref="PerformAsync"/> does the exercise for a demonstration.
/// </summary>
abstract class ExerciseCheck : Check
{
    public sealed override bool IsExercise => true;

    public override double Weight => 2;

    protected abstract string Workflow { get; }

    /// <summary>The exercise in a few words: "an execution with the order of the guide".</summary>
    protected abstract string Exercise { get; }

    /// <summary>Whether the execution is an attempt at this exercise.</summary>
    public abstract bool IsAttempt(History history);

    /// <summary>What the execution does not show; null if it shows everything.</summary>
    public abstract string? Missing(History history);

    /// <summary>Why the settings of the class rule the exercise out; null if they do not.</summary>
    protected virtual Task<string?> ObstacleAsync(StudentAccount student) => Task.FromResult<string?>(null);

    /// <summary>The functions that take part in the exercise. Executions from before one of them got other code do not count.</summary>
    protected virtual IReadOnlyList<string> Functions =>
        CheckCatalog.Labs.Single(lab => lab.Lab == Lab).Workflows.Single(workflow => workflow.Name == Workflow).Calls;

    /// <summary>How many executions have to show it.</summary>
    protected virtual int Needed => 1;

    /// <summary>How often the exercise may have to be repeated, because functions fail by chance.</summary>
    public virtual int MostTries => 8;

    /// <summary>Does the exercise once, and waits for the end of what it starts.</summary>
    public abstract Task PerformAsync(StudentAccount student, Performer performer);

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        if (await student.WorkflowAsync(Workflow).ConfigureAwait(false) is null)
            return Verdict.Blocked($"{Lab}/workflows-exist", $"there is no workflow {student.Name(Workflow)}");
        if (await ObstacleAsync(student).ConfigureAwait(false) is { } obstacle)
            return Verdict.NotAsked(obstacle);
        var own = await student.OwnCodeAsync(Functions).ConfigureAwait(false);
        var (shown, attempts, last) = (0, 0, (string?)null);
        await foreach (var history in student.HistoriesAsync(Workflow).ConfigureAwait(false))
        {
            if (!IsAttempt(history) || history.Started < own?.Since)
                continue;
            attempts++;
            if (Missing(history) is { } missing)
                last ??= $"{history.Name}: {missing}";
            else if (++shown >= Needed)
                return Verdict.Passed(
                    Needed == 1 ? $"execution {history.Name} of {history.Started:MMM d, HH:mm} UTC" : $"{shown} executions"
                );
        }
        return attempts switch
        {
            0 => Verdict.Open(
                own is null
                    ? $"{Exercise} is missing"
                    : $"{Exercise} is missing since {own.Function} got other code ({own.Since:MMM d, HH:mm} UTC)"
            ),
            _ when shown > 0 => Verdict.Open($"{shown} of {Needed}: {Exercise}"),
            1 => Verdict.Failed($"one attempt; {last}"),
            _ => Verdict.Failed($"{attempts} attempts; {last}"),
        };
    }
}
