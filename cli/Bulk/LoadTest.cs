using Classroom.Cli.Calls;
using Classroom.Cli.Checks;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Cli.Bulk;

/// <summary>Starts many executions of a workflow, and reads how each of them ended.</summary>
/// <param name="rate">The executions that are started in a second; null for as fast as they are accepted.</param>
sealed class LoadTest(AwsClient aws, TimeProvider clock, double? rate)
{
    // Starts that wait for their answers at the same time.
    const int AtOnce = 10;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <param name="inputs">One execution for each input.</param>
    /// <param name="done">Called after each execution that ended.</param>
    public async Task<IReadOnlyList<BulkOutcome>> RunAsync(
        IReadOnlyList<(StudentAccount Student, string Workflow, bool IsExpress, string Input)> inputs,
        Action<BulkOutcome> done,
        CancellationToken cancelled
    )
    {
        var began = clock.GetTimestamp();
        var outcomes = new BulkOutcome[inputs.Count];
        await Parallel
            .ForAsync(
                0,
                inputs.Count,
                new ParallelOptions { MaxDegreeOfParallelism = rate is null ? AtOnce : inputs.Count, CancellationToken = cancelled },
                async (index, stopped) =>
                {
                    if (
                        rate is { } perSecond
                        && TimeSpan.FromSeconds(index / perSecond) - clock.GetElapsedTime(began) is { Ticks: > 0 } early
                    )
                        await Task.Delay(early, clock, stopped).ConfigureAwait(false);
                    var (student, workflow, isExpress, input) = inputs[index];
                    outcomes[index] = await OneAsync(student, workflow, isExpress, input, stopped).ConfigureAwait(false);
                    done(outcomes[index]);
                }
            )
            .ConfigureAwait(false);
        return outcomes;
    }

    async Task<BulkOutcome> OneAsync(StudentAccount student, string workflow, bool isExpress, string input, CancellationToken cancelled)
    {
        var machine = await student.ArnAsync("states", $"stateMachine:{student.Name(workflow)}").ConfigureAwait(false);
        try
        {
            return isExpress
                ? await ExpressAsync(student.Student, machine, input).ConfigureAwait(false)
                : await StandardAsync(student, machine, input, cancelled).ConfigureAwait(false);
        }
        catch (AwsError error) when (!error.IsNotFound)
        {
            return new(student.Student, "REFUSED", TimeSpan.Zero, Error: error.Code);
        }
    }

    async Task<BulkOutcome> ExpressAsync(string student, string machine, string input)
    {
        var ended = await aws.Operation<StartSyncExecution>().CallAsync(new(machine, Data: input)).ConfigureAwait(false);
        return new(student, ended.Status, ended.StopDate - ended.StartDate, Error: ended.Error);
    }

    async Task<BulkOutcome> StandardAsync(StudentAccount student, string machine, string input, CancellationToken cancelled)
    {
        var started = await aws.Operation<StartExecution>().CallAsync(new(machine, Data: input)).ConfigureAwait(false);
        while (true)
        {
            var described = await aws.Operation<DescribeExecution>().CallAsync(new(started.ExecutionArn)).ConfigureAwait(false);
            if (described.StopDate is { } stopped)
            {
                var history = await student.HistoryAsync(started.ExecutionArn).ConfigureAwait(false);
                return new(
                    student.Student,
                    described.Status,
                    stopped - described.StartDate,
                    history?.LastState,
                    described.Error,
                    [.. history?.FailedAttempts ?? []]
                );
            }
            await Task.Delay(Pause, clock, cancelled).ConfigureAwait(false);
        }
    }
}
