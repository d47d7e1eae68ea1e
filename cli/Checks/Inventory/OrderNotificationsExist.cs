namespace Classroom.Cli.Checks.Inventory;

sealed class OrderNotificationsExist : Check
{
    public override string Lab => "inventory";

    public override string Sentence => "The SNS topic order-notifications exists.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Where does the workflow send its notifications?",
        "`aws sns list-topics` shows the topics that exist.",
        "The name of the topic begins with the username and a hyphen.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var topics = await student.Account.TopicsAsync().ConfigureAwait(false);
        return topics.TryGetValue(student.Name("order-notifications"), out var topic)
            ? Verdict.Passed(topic)
            : Verdict.Open($"there is no topic {student.Name("order-notifications")}");
    }
}
