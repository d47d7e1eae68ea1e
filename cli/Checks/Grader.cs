using Classroom.Cli.Calls;

namespace Classroom.Cli.Checks;

/// <summary>Runs the checks of many students side by side.</summary>
sealed class Grader(AwsClient aws, TimeProvider clock, CheckSettings settings)
{
    // More only waits in the queue of the cloud, or is throttled by AWS.
    const int AtOnce = 24;

    readonly FinishedExecutions finished = new();

    /// <param name="lab">The lab to check; null for all labs of each student.</param>
    public Task<IReadOnlyList<Grade>> GradeAsync(IReadOnlyList<CheckedStudent> students, string? lab, CancellationToken cancelled) =>
        GradeAsync(Open(students), lab, cancelled);

    /// <summary>The grades, and where each student is.</summary>
    public async Task<IReadOnlyList<Observation>> ObserveAsync(
        IReadOnlyList<CheckedStudent> students,
        string? lab,
        CancellationToken cancelled
    )
    {
        var accounts = Open(students);
        var grades = await GradeAsync(accounts, lab, cancelled).ConfigureAwait(false);
        var progress = new StudentProgress[grades.Count];
        await Parallel
            .ForAsync(
                0,
                grades.Count,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancelled },
                async (index, _) =>
                    progress[index] = await ProgressReader.ReadAsync(accounts[index].Account, grades[index]).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return [.. grades.Zip(progress).Select(pair => new Observation(pair.First, pair.Second))];
    }

    List<(CheckedStudent Student, StudentAccount Account)> Open(IReadOnlyList<CheckedStudent> students)
    {
        var account = new Account(aws, clock, finished);
        return [.. students.Select(student => (student, new StudentAccount(account, student)))];
    }

    async Task<IReadOnlyList<Grade>> GradeAsync(
        IReadOnlyList<(CheckedStudent Student, StudentAccount Account)> accounts,
        string? lab,
        CancellationToken cancelled
    )
    {
        var work = accounts.SelectMany(one => ChecksOf(one.Student, lab).Select(check => (one.Account, Check: check))).ToList();
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
            .. accounts.Select(one => new Grade(
                one.Student.Username,
                settings.Points,
                [
                    .. work.Zip(verdicts)
                        .Where(judged => judged.First.Account == one.Account)
                        .Select(judged => new Judged(judged.First.Check, judged.Second, settings.WeightOf(judged.First.Check))),
                ]
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
