namespace Classroom.Cli.Checks;

/// <summary>The topic of a lab exists.</summary>
abstract class TopicExists(string lab, string topic) : Check
{
    public sealed override string Lab => lab;

    public sealed override string Sentence => $"The SNS topic {topic} exists.";

    public sealed override IReadOnlyList<string> Hints { get; } =
    [
        "Where does the workflow send its notifications?",
        "`aws sns list-topics` shows the topics that exist.",
        "The name of the topic begins with the username and a hyphen.",
    ];

    public sealed override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var topics = await student.Account.TopicsAsync().ConfigureAwait(false);
        return topics.TryGetValue(student.Name(topic), out var found)
            ? Verdict.Passed(found)
            : Verdict.Open($"there is no topic {student.Name(topic)}");
    }
}
