using Classroom.Cli.Calls;

namespace Classroom.Cli.Checks;

/// <summary>Does the exercises that a student has not done yet, for a demonstration or to try a lab out.</summary>
sealed class Exercises(AwsClient aws, TimeProvider clock)
{
    // The exercises of one student that run at the same time. Functions of the embedded cloud share the cores of this machine.
    const int AtOnce = 4;

    // An exercise that waits for a failure by chance is done several times at once.
    const int Batch = 5;
    const int FewTries = 10;

    readonly FinishedExecutions finished = new();

    /// <param name="client">The client with which the exercises are done; the student's own where there is one.</param>
    /// <param name="done">Called with each exercise that was done, and how often it had to be tried.</param>
    public Task PerformAsync(
        IReadOnlyList<CheckedStudent> students,
        string? lab,
        Func<CheckedStudent, Task<AwsClient?>> client,
        Action<string, Check, int> done,
        CancellationToken cancelled
    ) =>
        Parallel.ForEachAsync(
            students,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancelled },
            async (student, stopped) =>
            {
                using var own = await client(student).ConfigureAwait(false);
                using var performer = new Performer(own ?? aws, aws, clock, stopped);
                var exercises = Grader.ChecksOf(student, lab).OfType<ExerciseCheck>();
                await Parallel
                    .ForEachAsync(
                        exercises,
                        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopped },
                        async (exercise, _) =>
                            done(student.Username, exercise, await TryAsync(exercise, student, performer).ConfigureAwait(false))
                    )
                    .ConfigureAwait(false);
            }
        );

    /// <summary>Repeats an exercise until it shows what it should; returns how often it was done.</summary>
    async Task<int> TryAsync(ExerciseCheck exercise, CheckedStudent student, Performer performer)
    {
        var tries = 0;
        while (true)
        {
            // The account is read again each time: the last try has changed it.
            var account = new StudentAccount(new Account(aws, clock, finished), student);
            var verdict = await exercise.JudgeAsync(account).ConfigureAwait(false);
            if (verdict.Outcome is not (CheckOutcome.Open or CheckOutcome.Failed) || tries >= exercise.MostTries)
                return tries;
            var batch = exercise.MostTries > FewTries ? Batch : 1;
            await Task.WhenAll(Enumerable.Range(0, batch).Select(_ => exercise.PerformAsync(account, performer))).ConfigureAwait(false);
            tries += batch;
        }
    }
}
