using Classroom.Cli.Calls;

namespace Classroom.Cli.Checks;

/// <summary>Runs the checks of many students side by side.</summary>
sealed class Grader(AwsClient aws, TimeProvider clock, CheckSettings settings)
{
    // More only waits in the queue of the cloud, or is throttled by AWS.
    const int AtOnce = 24;

    readonly FinishedExecutions finished = new();

    /// <param name="lab">The lab to check; null for all labs of each student.</param>
    public async Task<IReadOnlyList<Grade>> GradeAsync(IReadOnlyList<CheckedStudent> students, string? lab, CancellationToken cancelled)
    {
        var account = new Account(aws, clock, finished);
        var work = students
            .Select(student => (Account: new StudentAccount(account, student), Checks: ChecksOf(student, lab)))
            .SelectMany(one => one.Checks.Select(check => (one.Account, Check: check)))
            .ToList();
        var verdicts = new Verdict[work.Count];
        await Parallel
            .ForAsync(
                0,
                work.Count,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancelled },
                async (index, _) => verdicts[index] = await JudgeAsync(work[index].Check, work[index].Account).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return
        [
            .. work.Zip(verdicts)
                .GroupBy(judged => judged.First.Account.Student)
                .Select(group => new Grade(
                    group.Key,
                    settings.Points,
                    [.. group.Select(judged => new Judged(judged.First.Check, judged.Second, settings.WeightOf(judged.First.Check)))]
                )),
        ];
    }

    public static IReadOnlyList<Check> ChecksOf(CheckedStudent student, string? lab) =>
        [.. CheckCatalog.Of([.. student.Labs.Where(one => lab is null || one == lab)]).Where(check => lab is null || check.Lab == lab)];

    /// <summary>An answer that the check did not expect must not end the checks of the whole class.</summary>
    static async Task<Verdict> JudgeAsync(Check check, StudentAccount student)
    {
        try
        {
            return await check.JudgeAsync(student).ConfigureAwait(false);
        }
        catch (AwsError error)
        {
            return Verdict.Failed($"the account could not be read: {error.Message}");
        }
    }
}
