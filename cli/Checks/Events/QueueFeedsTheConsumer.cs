namespace Classroom.Cli.Checks.Events;

sealed class QueueFeedsTheConsumer : Check
{
    public override string Lab => "events";

    public override string Sentence => "The queue calls process-sqs-message with one message at a time.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Messages lie in the queue, and the function is not called. What connects the two?",
        "An event source mapping names the queue, the function and the size of a batch. Is it enabled?",
        "If one message of a batch fails, which ones come back? Look at the response types of the mapping.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var mappings = await student.Account.MappingsAsync().ConfigureAwait(false);
        var function = student.Name("process-sqs-message");
        var own = mappings.Values.FirstOrDefault(mapping =>
            mapping.FunctionArn.Split(":function:")[^1].Split(':')[0] == function
            && mapping.EventSourceArn.EndsWith($":{student.Name("workflow-queue")}", StringComparison.Ordinal)
        );
        if (own is null)
            return Verdict.Open($"no mapping leads from {student.Name("workflow-queue")} to {function}");
        return own.State is not ("Enabled" or "Enabling" or "Updating" or "Creating") ? Verdict.Failed($"the mapping is {own.State}")
            : own.BatchSize != 1 ? Verdict.Failed($"the function gets {own.BatchSize} messages at once")
            : own.FunctionResponseTypes?.Contains("ReportBatchItemFailures") != true
                ? Verdict.Failed("a message that failed is taken as done: the mapping does not read the function's report")
            : Verdict.Passed("one message at a time");
    }
}
