namespace Classroom.Cli.Checks.EveryLab;

sealed class FunctionsAreTraced(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "X-Ray traces every function.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "A trace shows how long each part of an execution takes. Where does a function say whether it takes part?",
        "Look at the tracing configuration of each function.",
        "There are two modes. One follows the caller's decision only; the other one makes its own.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var functions = await student.FunctionsAsync(Parts).ConfigureAwait(false);
        if (functions.Count == 0)
            return Verdict.Blocked(FunctionsExist, "there is no function");
        var mistakes = functions
            .Where(function => function.TracingConfig?.Mode != "Active")
            .Select(function => $"the tracing mode of {function.FunctionName} is {function.TracingConfig?.Mode ?? "PassThrough"}")
            .ToList();
        return Verdict.Of(mistakes, $"{functions.Count} functions are traced");
    }
}
