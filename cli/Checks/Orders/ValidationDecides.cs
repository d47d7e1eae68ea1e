namespace Classroom.Cli.Checks.Orders;

sealed class ValidationDecides : DefinitionCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "order-processing-workflow";

    public override string Sentence => "CheckValidation sends valid orders to the payment, and all others to ValidationFailed.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Follow an order without a customer through the definition. Where does it end?",
        "The validator returns isValid. Which state reads it, and where does each value lead?",
        "Compare the Next of the rule and the Default of CheckValidation with the picture in the guide.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksState("CheckValidation", "Choice"),
            .. definition.LacksRule("CheckValidation", "$.isValid", true, "ProcessPayment"),
            .. definition.LacksDefault("CheckValidation", "ValidationFailed"),
        ];
}
