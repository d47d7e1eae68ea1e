using System.Text.RegularExpressions;
using Classroom.Cli.Calls;
using Classroom.Cloud.Events;

namespace Classroom.Cli.Checks.Events;

sealed partial class EventStartedTheWorkflow : ExerciseCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "An event on the bus started the workflow.";

    protected override string Exercise => "an execution that an event has started";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Send an event to your bus instead of starting the workflow.",
        "The event needs the source and the detail-type that the rule waits for; the order is its detail.",
        "The answer of put-events says only that the event arrived. CloudWatch counts under AWS/Events which rules it has triggered.",
    ];

    public override bool IsAttempt(History history) => ExecutionId().IsMatch(history.Name);

    public override string? Missing(History history) => null;

    /// <summary>Executions without a name look alike; the metric of the rule says whether an event was the cause.</summary>
    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var verdict = await base.JudgeAsync(student).ConfigureAwait(false);
        if (verdict.Outcome != CheckOutcome.Passed)
            return verdict;
        var rule = student.Name("order-created");
        var invoked = await student.Account.SumAsync("AWS/Events", "Invocations", "RuleName", rule).ConfigureAwait(false);
        return invoked > 0 ? verdict : Verdict.Open($"{Exercise} is missing: the rule {rule} has started nothing yet");
    }

    public override async Task PerformAsync(StudentAccount student, Performer performer)
    {
        var before = await performer.CountAsync(student, Workflow).ConfigureAwait(false);
        await performer
            .Aws.Operation<PutEvents>()
            .CallAsync(
                new([
                    new(
                        Source: "myapp.orders",
                        DetailType: "Order Created",
                        Detail: Performer.Sample(Lab, Workflow, "edge"),
                        EventBusName: student.Name("orders")
                    ),
                ])
            )
            .ConfigureAwait(false);
        await performer.WaitForMoreAsync(student, Workflow, before).ConfigureAwait(false);
    }

    [GeneratedRegex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex ExecutionId();
}
