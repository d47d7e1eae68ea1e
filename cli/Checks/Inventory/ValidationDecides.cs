namespace Classroom.Cli.Checks.Inventory;

sealed class ValidationDecides : DefinitionCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow";

    public override string Sentence => "CheckValidation sends valid orders to the stock check, and all others to ValidationFailed.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Follow an order without a customer through the definition. Where does it end?",
        "The result of the validation stands under a path of its own. Which path does the rule read?",
        "Compare the rule and the Default of CheckValidation with the guide.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksState("CheckValidation", "Choice"),
            .. definition.LacksRule("CheckValidation", "$.validation.valid", true, "CheckInventory"),
            .. definition.LacksDefault("CheckValidation", "ValidationFailed"),
        ];
}
