namespace Classroom.Cli.Checks.Events;

sealed class WrongItemWasHandled : ExerciseCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "An order with an item that cannot be processed went through HandleError and failed.";

    protected override string Exercise => "an execution with an item that is not valid";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Which item would the function refuse? It needs a product, and a quantity of one at least.",
        "Send an order with such an item.",
        "The graph must go through HandleError; its output has the record of the error.",
    ];

    public override bool IsAttempt(History history) => history.Failed("ProcessItem") && history.Entered("HandleError");

    public override string? Missing(History history) => history.LastState == "OrderFailed" ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "bad"));
}
