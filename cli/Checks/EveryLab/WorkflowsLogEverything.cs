namespace Classroom.Cli.Checks.EveryLab;

sealed class WorkflowsLogEverything(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "Every workflow logs all events, with their data, to a log group of its own.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The description of a state machine has a logging configuration.",
        "There are four log levels, and a switch for the inputs and outputs.",
        "The log group is /aws/vendedlogs/states/ and the name of the workflow; the ARN in the configuration ends in :*.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var workflows = await student.WorkflowsAsync(Parts).ConfigureAwait(false);
        if (workflows.Count == 0)
            return Verdict.Blocked(WorkflowsExist, "there is no workflow");
        var mistakes = new List<string>();
        foreach (var (_, view) in workflows)
        {
            var own = StudentAccount.LogOfWorkflow(view.Name);
            var logging = view.LoggingConfiguration;
            var group = (logging?.Destinations is [var first, ..] ? first : null)?.CloudWatchLogsLogGroup?.LogGroupArn?.Split(
                ":log-group:"
            )[^1];
            if (logging is not { Level: "ALL" })
                mistakes.Add($"{view.Name} logs {logging?.Level ?? "OFF"}");
            else if (!logging.IncludeExecutionData)
                mistakes.Add($"{view.Name} logs no inputs and outputs");
            else if (group != $"{own}:*")
                mistakes.Add($"{view.Name} logs to {group ?? "no log group"}");
            else if (await student.LogGroupAsync(own).ConfigureAwait(false) is null)
                mistakes.Add($"there is no log group {own}");
        }
        return Verdict.Of(mistakes, $"{workflows.Count} workflows log everything");
    }
}
