namespace Classroom.Cli.Checks.Inventory;

sealed class ChallengeWaitsForTheSettlement : DefinitionCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow-challenge";

    public override string Sentence => "Challenge 2: five seconds pass between the payment and the announcement.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Which kind of state does nothing for a time?",
        "The state stands after the payment. How many seconds does the challenge ask for?",
        "Look at the Next of ProcessPayment.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition)
    {
        var next = definition.Find((string?)definition.Find("ProcessPayment")?["Next"] ?? "");
        if ((string?)next?["Type"] != "Wait")
            yield return "no Wait state follows ProcessPayment";
        else if (Definition.Number(next["Seconds"], 0) is var seconds && seconds != 5)
            yield return $"the Wait state waits {seconds} s";
    }
}
