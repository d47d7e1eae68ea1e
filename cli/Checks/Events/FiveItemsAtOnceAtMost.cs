namespace Classroom.Cli.Checks.Events;

sealed class FiveItemsAtOnceAtMost : DefinitionCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "StandardProcessing goes through the items of an order, five at once at most.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Send an order with ten items. How many of them are processed at the same time?",
        "A Map state without a limit starts all its iterations at once.",
        "Which field of the Map state is the limit?",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition)
    {
        foreach (var mistake in definition.LacksState("StandardProcessing", "Map"))
            yield return mistake;
        if (definition.Find("StandardProcessing") is not { } map)
            yield break;
        if ((string?)map["ItemsPath"] != "$.items")
            yield return "StandardProcessing does not go through $.items";
        var most = Definition.Number(map["MaxConcurrency"], 0);
        if (most != 5)
            yield return most == 0 ? "StandardProcessing runs all items at once" : $"StandardProcessing runs {most} items at once";
    }
}
