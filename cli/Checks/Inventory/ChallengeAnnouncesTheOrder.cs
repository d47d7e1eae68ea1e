using System.Text.Json.Nodes;

namespace Classroom.Cli.Checks.Inventory;

sealed class ChallengeAnnouncesTheOrder : DefinitionCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow-challenge";

    public override string Sentence => "Challenge 3: the workflow publishes completed orders to the topic order-notifications.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Step Functions can call SNS without a function in between.",
        "The resource of such a task ends in sns:publish.",
        "Which topic does the task name?",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition)
    {
        var topics = definition
            .OfType("Task")
            .Where(state => ((string?)state.Value["Resource"])?.EndsWith(":sns:publish", StringComparison.Ordinal) == true)
            .Select(state => (string?)((state.Value["Parameters"] ?? state.Value["Arguments"]) as JsonObject)?["TopicArn"] ?? "")
            .ToList();
        if (topics.Count == 0)
            yield return "no state publishes to a topic";
        foreach (var topic in topics.Distinct().Where(topic => !topic.EndsWith("-order-notifications", StringComparison.Ordinal)))
            yield return $"a state publishes to {topic}";
    }
}
