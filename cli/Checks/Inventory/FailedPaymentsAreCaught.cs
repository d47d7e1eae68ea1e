namespace Classroom.Cli.Checks.Inventory;

sealed class FailedPaymentsAreCaught : DefinitionCheck
{
    public override string Lab => "inventory";

    protected override string Workflow => "order-workflow";

    public override string Sentence => "A payment that fails after all retries leads to PaymentFailed.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "All retries are used up. What happens then?",
        "An error that no Catch names ends the execution at once.",
        "Look at the Catch of ProcessPayment.",
    ];

    protected override IEnumerable<string> Mistakes(Definition definition) =>
        [.. definition.LacksCatch("ProcessPayment", "States.ALL", "PaymentFailed")];
}
