namespace Classroom.Cli.Checks.Events;

sealed class TimeIsAddedToTheOrder : DefinitionCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "TransformData adds the time and the id of the execution to the order.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Look at the output of TransformData: is there a time, or the text of a path?",
        "A Pass state has two fields for its result; only one of them evaluates paths.",
        "The names of members that are evaluated end in .$.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [.. definition.LacksState("TransformData", "Pass"), .. LacksTime(definition)];

    static IEnumerable<string> LacksTime(Definition definition)
    {
        if (definition.Find("TransformData") is not { } pass)
            yield break;
        if ((string?)pass["Parameters"]?["processedAt.$"] != "$$.State.EnteredTime")
            yield return "TransformData does not add the time of its entry as processedAt";
        if ((string?)pass["ResultPath"] is (null or "$"))
            yield return "TransformData replaces the order";
    }
}
