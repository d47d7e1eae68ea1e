using Classroom.Cli.Calls;
using Classroom.Cloud.Lambda;

namespace Classroom.Cli.Checks.EveryLab;

sealed class FunctionsMayRun(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "No function is switched off by a concurrency of zero.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "A call of the function is answered with TooManyRequestsException, however seldom it is called.",
        "Look at the concurrency of the function.",
        "Reserved concurrency is a maximum, too.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var functions = await student.FunctionsAsync(Parts).ConfigureAwait(false);
        if (functions.Count == 0)
            return Verdict.Blocked(FunctionsExist, "there is no function");
        var reserved = await Task.WhenAll(functions.Select(ReservedAsync)).ConfigureAwait(false);
        var mistakes = functions
            .Zip(reserved)
            .Where(pair => pair.Second == 0)
            .Select(pair => $"{pair.First.FunctionName} has a reserved concurrency of 0")
            .ToList();
        return Verdict.Of(mistakes, $"{functions.Count} functions can run");

        async Task<int?> ReservedAsync(FunctionView function) =>
            (
                await student.Aws.Operation<GetFunctionConcurrency>().CallAsync(new(function.FunctionName)).ConfigureAwait(false)
            ).ReservedConcurrentExecutions;
    }
}
