namespace Classroom.Cli.Checks.EveryLab;

sealed class WorkflowsAreTraced(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "X-Ray traces every workflow.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "A trace that begins with a function does not show the workflow around it.",
        "The description of a state machine has a tracing configuration.",
        "`aws stepfunctions update-state-machine help` shows which option switches tracing on.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var workflows = await student.WorkflowsAsync(Parts).ConfigureAwait(false);
        if (workflows.Count == 0)
            return Verdict.Blocked(WorkflowsExist, "there is no workflow");
        var mistakes = workflows
            .Where(found => found.View.TracingConfiguration is not { Enabled: true })
            .Select(found => $"{found.View.Name} is not traced")
            .ToList();
        return Verdict.Of(mistakes, $"{workflows.Count} workflows are traced");
    }
}
