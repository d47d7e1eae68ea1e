namespace Classroom.Cli.Checks.Events;

sealed class ScheduledOrdersWait : DefinitionCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "An order with a scheduledTime waits until then; every other order waits some seconds.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "A Wait state can wait for a time, or until a time.",
        "Where does the time come from that is different for each order?",
        "One Wait state has Seconds, the other one a path into the input.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksState("WaitUntilScheduled", "Wait"),
            .. definition.LacksState("WaitForProcessing", "Wait"),
            .. LacksPath(definition),
        ];

    static IEnumerable<string> LacksPath(Definition definition)
    {
        if (definition.Find("WaitUntilScheduled") is { } wait && (string?)wait["TimestampPath"] != "$.scheduledTime")
            yield return "WaitUntilScheduled does not wait until $.scheduledTime";
        if (definition.Find("WaitForProcessing") is { } pause && Definition.Number(pause["Seconds"], 0) <= 0)
            yield return "WaitForProcessing waits no fixed time";
    }
}
