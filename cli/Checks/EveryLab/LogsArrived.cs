namespace Classroom.Cli.Checks.EveryLab;

sealed class LogsArrived(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "Every workflow and every function of the lab has written to its log group.";

    public override bool IsExercise => true;

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Run each workflow once; what it does appears in its log group.",
        "A function that no execution has reached has no log events yet. Which input reaches it?",
        "If an execution ran and its log group is empty, look at the logging configuration and at the permissions of the role.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var workflows = await student.WorkflowsAsync(Parts).ConfigureAwait(false);
        var functions = await student.FunctionsAsync(Parts).ConfigureAwait(false);
        List<string> groups =
        [
            .. workflows.Select(found => StudentAccount.LogOfWorkflow(found.View.Name)),
            .. functions.Select(function => StudentAccount.LogOfFunction(function.FunctionName)),
        ];
        if (groups.Count == 0)
            return Verdict.Blocked(FunctionsExist, "there is nothing that could write logs");
        var written = await Task.WhenAll(groups.Select(student.HasLoggedAsync)).ConfigureAwait(false);
        var empty = groups.Zip(written).Where(pair => !pair.Second).Select(pair => pair.First).ToList();
        return empty.Count == 0 ? Verdict.Passed($"{groups.Count} log groups have events")
            : empty.Count == groups.Count ? Verdict.Open("no log group of the lab has events")
            : Verdict.Open($"no events in {string.Join(", ", empty)}");
    }
}
