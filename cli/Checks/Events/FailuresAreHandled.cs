namespace Classroom.Cli.Checks.Events;

sealed class FailuresAreHandled : DefinitionCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "Errors of both kinds of orders lead to HandleError, and the execution fails.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "What happens to an order with an item that cannot be processed?",
        "An error inside of a Map is an error of the Map state.",
        "Look at the Catch of PremiumProcessing and StandardProcessing.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksCatch("PremiumProcessing", "States.ALL", "HandleError"),
            .. definition.LacksCatch("StandardProcessing", "States.ALL", "HandleError"),
            .. definition.LacksNext("HandleError", "OrderFailed"),
            .. definition.LacksState("OrderFailed", "Fail"),
        ];
}
