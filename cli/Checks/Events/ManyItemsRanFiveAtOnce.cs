namespace Classroom.Cli.Checks.Events;

sealed class ManyItemsRanFiveAtOnce : ExerciseCheck
{
    public override string Lab => "events";

    protected override string Workflow => "order-events-workflow";

    public override string Sentence => "An order with more than five items was processed, and never more than five items at once.";

    protected override string Exercise => "an execution with an order of more than five items";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Two items are too few to see a limit. Send a longer list.",
        "Count in the history how many iterations have begun and not ended.",
        "If more than five run at once, the Map state has no limit.",
    ];

    public override bool IsAttempt(History history) => Order.TypeOf(history) != "premium" && Order.ItemsOf(history) > 5;

    public override string? Missing(History history) =>
        history.MostIterationsAtOnce > 5 ? $"{history.MostIterationsAtOnce} items ran at once"
        : history.Iterations > 5 ? null
        : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) => performer.StartAsync(student, Workflow, Order.Of(8));
}
