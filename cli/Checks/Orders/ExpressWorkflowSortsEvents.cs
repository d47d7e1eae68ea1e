namespace Classroom.Cli.Checks.Orders;

sealed class ExpressWorkflowSortsEvents : DefinitionCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "express-workflow";

    public override string Sentence => "The Express workflow sends valid events to ProcessValidEvent, and all others to InvalidEvent.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Send an event with an unknown action. Which status comes back?",
        "The validator returns isValid. Which state reads it?",
        "Compare the rule and the Default of CheckValidation with the guide.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksRule("CheckValidation", "$.isValid", true, "ProcessValidEvent"),
            .. definition.LacksDefault("CheckValidation", "InvalidEvent"),
        ];
}
