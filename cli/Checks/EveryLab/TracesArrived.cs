namespace Classroom.Cli.Checks.EveryLab;

sealed class TracesArrived(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "X-Ray has a trace of an execution of every workflow.";

    public override bool IsExercise => true;

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Run every workflow of the lab, then open the trace map of X-Ray.",
        "Tracing must be on when the execution runs.",
        "The role of the workflow must be allowed to send trace segments.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var workflows = await student.WorkflowsAsync(Parts).ConfigureAwait(false);
        if (workflows.Count == 0)
            return Verdict.Blocked(WorkflowsExist, "there is no workflow");
        var missing = new List<string>();
        foreach (var (part, view) in workflows)
        {
            var newest = part.IsExpress ? [] : await student.ExecutionsAsync(part.Name).ConfigureAwait(false);
            var around = newest.Count > 0 ? newest[0].StartDate : (DateTimeOffset?)null;
            if (!await student.Account.IsTracedAsync(view.Name, around).ConfigureAwait(false))
                missing.Add(view.Name);
        }
        return missing.Count == 0
            ? Verdict.Passed($"{workflows.Count} workflows have traces")
            : Verdict.Open($"no trace of {string.Join(", ", missing)}");
    }
}
