using System.Text.Json.Nodes;

namespace Classroom.Cli.Checks.Inventory;

sealed class ChallengeChecksInParallel : DefinitionCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow-challenge";

    public override string Sentence => "Challenge 1: stock and payment method are checked in parallel, and a failure is caught.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The two checks do not need each other. Which kind of state runs both at once?",
        "The result of such a state is a list: one result for each branch.",
        "If one branch fails, the whole state fails. Where does the error go?",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition)
    {
        if (definition.OfType("Parallel").FirstOrDefault() is not { Value: { } parallel } found)
        {
            yield return "there is no Parallel state";
            yield break;
        }
        if ((parallel["Branches"] as JsonArray)?.Count is not >= 2)
            yield return $"{found.Key} has one branch only";
        if (!Definition.Catchers(parallel).Any(catcher => Definition.Names(catcher, "States.ALL")))
            yield return $"{found.Key} does not catch the errors of its branches";
    }
}
