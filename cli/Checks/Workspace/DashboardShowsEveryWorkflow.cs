using Classroom.Cli.Calls;
using Classroom.Cloud.Metrics;

namespace Classroom.Cli.Checks.Workspace;

sealed class DashboardShowsEveryWorkflow(IReadOnlyList<LabParts> labs) : WorkspaceCheck(labs)
{
    public override string Sentence => "The dashboard shows the executions of every workflow and the calls of the functions.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Open the dashboard stepfunctions-monitoring: which workflow is missing?",
        "The body of a dashboard is a list of widgets, each with a list of metrics.",
        "A metric of a workflow names the state machine by its ARN.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var name = student.Name("stepfunctions-monitoring");
        string body;
        try
        {
            body = (await student.Aws.Operation<GetDashboard>().CallAsync(new(name)).ConfigureAwait(false)).DashboardBody;
        }
        catch (AwsError error) when (error.IsNotFound || error.Code.Contains("ResourceNotFound", StringComparison.Ordinal))
        {
            return student.HasDashboard ? Verdict.Open($"there is no dashboard {name}") : Verdict.NotAsked("the class has no dashboards");
        }
        var missing = Labs.SelectMany(lab => lab.Workflows)
            .Select(workflow => student.Name(workflow.Name))
            .Where(workflow => !body.Contains($":stateMachine:{workflow}\"", StringComparison.Ordinal))
            .Select(workflow => $"it does not show {workflow}")
            .Concat(body.Contains("AWS/Lambda", StringComparison.Ordinal) ? [] : ["it shows no functions"])
            .ToList();
        return Verdict.Of(missing, name);
    }
}
