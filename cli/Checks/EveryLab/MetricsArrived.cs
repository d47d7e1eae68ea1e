namespace Classroom.Cli.Checks.EveryLab;

sealed class MetricsArrived(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "CloudWatch has metrics of the executions of every workflow and of the calls of every function.";

    public override bool IsExercise => true;

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Metrics come from executions: run every workflow of the lab.",
        "CloudWatch shows them under AWS/States and AWS/Lambda, some minutes later.",
        "Which function has not been called? Which input would lead to it?",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var workflows = await student.WorkflowsAsync(Parts).ConfigureAwait(false);
        var functions = await student.FunctionsAsync(Parts).ConfigureAwait(false);
        if (workflows.Count + functions.Count == 0)
            return Verdict.Blocked(FunctionsExist, "there is nothing to measure");
        var executed = await student.Account.MeasuredAsync("AWS/States", "ExecutionsStarted", "StateMachineArn").ConfigureAwait(false);
        var invoked = await student.Account.MeasuredAsync("AWS/Lambda", "Invocations", "FunctionName").ConfigureAwait(false);
        var missing = workflows
            .Where(found => !executed.Contains(found.View.StateMachineArn))
            .Select(found => found.View.Name)
            .Concat(functions.Select(function => function.FunctionName).Where(name => !invoked.Contains(name)))
            .ToList();
        return missing.Count == 0
            ? Verdict.Passed($"{workflows.Count} workflows and {functions.Count} functions have metrics")
            : Verdict.Open($"no metrics of {string.Join(", ", missing)}");
    }
}
