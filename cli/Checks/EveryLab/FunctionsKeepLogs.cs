namespace Classroom.Cli.Checks.EveryLab;

sealed class FunctionsKeepLogs(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "Every function writes to a log group of its own, which is deleted after some days.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Look at the list of log groups and at the column Retention.",
        "The log group of a function is /aws/lambda/ and the name of the function.",
        "A log group without a retention period keeps its events, and costs money, for ever.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var functions = await student.FunctionsAsync(Parts).ConfigureAwait(false);
        if (functions.Count == 0)
            return Verdict.Blocked(FunctionsExist, "there is no function");
        var mistakes = new List<string>();
        foreach (var function in functions)
        {
            var own = StudentAccount.LogOfFunction(function.FunctionName);
            var group = await student.LogGroupAsync(own).ConfigureAwait(false);
            if (function.LoggingConfig?.LogGroup is { } used && used != own)
                mistakes.Add($"{function.FunctionName} writes to {used}");
            else if (group is null)
                mistakes.Add($"there is no log group {own}");
            else if (group.RetentionInDays is null)
                mistakes.Add($"{own} keeps its events for ever");
        }
        return Verdict.Of(mistakes, $"{functions.Count} log groups");
    }
}
