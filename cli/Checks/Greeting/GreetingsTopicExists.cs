namespace Classroom.Cli.Checks.Greeting;

sealed class GreetingsTopicExists : Check
{
    public override string Lab => "greeting";

    public override string Sentence => "The SNS topic greetings exists.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Where does the workflow send its notifications?",
        "`aws sns list-topics` shows the topics that exist.",
        "The name of the topic begins with the username and a hyphen.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var topics = await student.Account.TopicsAsync().ConfigureAwait(false);
        return topics.TryGetValue(student.Name("greetings"), out var topic)
            ? Verdict.Passed(topic)
            : Verdict.Open($"there is no topic {student.Name("greetings")}");
    }
}
