namespace Classroom.Cli.Checks.Inventory;

sealed class ChallengeNamesTheFailedStage : DefinitionCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow-challenge";

    public override string Sentence =>
        "Challenge 5: each stage has a Fail state of its own, so that the failures of each stage can be counted.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "From the list of executions alone you cannot see at which stage they failed. What could tell it?",
        "A Fail state has an error name. How many Fail states does the workflow have?",
        "Validation, stock and payment: three stages, three names.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition)
    {
        var errors = definition.OfType("Fail").Select(state => (string?)state.Value["Error"]).Distinct().ToList();
        if (errors.Count < 3)
            yield return $"{errors.Count} Fail states with errors of their own";
    }
}
