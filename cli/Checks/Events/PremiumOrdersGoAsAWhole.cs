namespace Classroom.Cli.Checks.Events;

sealed class PremiumOrdersGoAsAWhole : DefinitionCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "CheckOrderType sends premium orders to PremiumProcessing.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Send a premium order. Which function processes it?",
        "The rule reads the type of the order. Where does premium lead?",
        "Compare the Variable, the value and the Next of the rule with the guide.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [
            .. definition.LacksState("CheckOrderType", "Choice"),
            .. definition.LacksRule("CheckOrderType", "$.orderType", "premium", "PremiumProcessing"),
        ];
}
