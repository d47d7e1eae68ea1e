namespace Classroom.Cli.Checks.Inventory;

sealed class ChallengeMapsTheItems : DefinitionCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow-challenge";

    public override string Sentence => "Challenge 4: a Map state checks the items of an order, five at once at most.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "One state for each item would need to know how many there are. Which kind of state runs the same steps for each item of a list?",
        "Such a state names the list by a path, and a small workflow for each item.",
        "Without a limit all items run at once. Which field limits them?",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition)
    {
        if (definition.OfType("Map").FirstOrDefault() is not { Value: { } map } found)
        {
            yield return "there is no Map state";
            yield break;
        }
        if ((string?)map["ItemsPath"] != "$.items")
            yield return $"{found.Key} does not go through the items of the order";
        if (Definition.Number(map["MaxConcurrency"], 0) is var most && most is (0 or > 5))
            yield return most == 0 ? $"{found.Key} runs all items at once" : $"{found.Key} runs {most} items at once";
    }
}
