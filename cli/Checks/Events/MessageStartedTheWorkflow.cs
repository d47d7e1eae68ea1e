using Classroom.Cli.Calls;
using Classroom.Cloud.Sqs;

namespace Classroom.Cli.Checks.Events;

sealed class MessageStartedTheWorkflow : ExerciseCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "A message in the queue started the workflow.";

    protected override string Exercise => "an execution that a message has started";

    protected override IReadOnlyList<string> Functions => ["process-sqs-message", .. base.Functions];

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Send an order to the queue instead of starting the workflow.",
        "The body of the message is the order, as JSON.",
        "If the message disappears and nothing starts, look into the log of the function; if it comes back, look at the dead letters.",
    ];

    public override bool IsAttempt(History history) => Order.CameAsMessage(history);

    public override string? Missing(History history) => null;

    public override async Task PerformAsync(StudentAccount student, Performer performer)
    {
        var before = await performer.CountAsync(student, Workflow).ConfigureAwait(false);
        var queue = await performer.Aws.Operation<GetQueueUrl>().CallAsync(new(student.Name("workflow-queue"))).ConfigureAwait(false);
        await performer
            .Aws.Operation<SendMessage>()
            .CallAsync(new(queue.QueueUrl, Performer.Sample(Lab, Workflow, "edge")))
            .ConfigureAwait(false);
        await performer.WaitForMoreAsync(student, Workflow, before).ConfigureAwait(false);
    }
}
