using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Sqs;

namespace Classroom.Cli.Checks.Events;

sealed class QueueKeepsDeadLetters : Check
{
    public override string Lab => "events";

    public override string Sentence => "A message that fails three times goes from workflow-queue to workflow-dlq.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "A message that cannot be processed comes back again and again. Where should it end?",
        "A queue can name another queue for messages that were received too often.",
        "Look at the RedrivePolicy of the queue.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        try
        {
            var queue = await student.Aws.Operation<GetQueueUrl>().CallAsync(new(student.Name("workflow-queue"))).ConfigureAwait(false);
            var found = await student.Aws.Operation<GetQueueAttributes>().CallAsync(new(queue.QueueUrl, ["All"])).ConfigureAwait(false);
            return Judge(student, JsonNode.Parse(found.Attributes?.GetValueOrDefault("RedrivePolicy") ?? "{}")!);
        }
        catch (AwsError error) when (error.IsNotFound)
        {
            return Verdict.Open($"there is no queue {student.Name("workflow-queue")}");
        }
    }

    static Verdict Judge(StudentAccount student, JsonNode redrive)
    {
        var target = (string?)redrive["deadLetterTargetArn"];
        var most = redrive["maxReceiveCount"]?.ToString();
        return target is null ? Verdict.Failed($"{student.Name("workflow-queue")} has no dead-letter queue")
            : !target.EndsWith($":{student.Name("workflow-dlq")}", StringComparison.Ordinal)
                ? Verdict.Failed($"dead letters of {student.Name("workflow-queue")} go to {target}")
            : most != "3" ? Verdict.Failed($"messages are tried {most} times")
            : Verdict.Passed($"{student.Name("workflow-dlq")} after 3 tries");
    }
}
