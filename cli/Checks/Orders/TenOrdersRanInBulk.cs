namespace Classroom.Cli.Checks.Orders;

sealed class TenOrdersRanInBulk : ExerciseCheck
{
    public override string Lab => "orders";

    protected override string Workflow => "order-processing-workflow";

    public override string Sentence => "Ten orders were started within a few minutes.";

    protected override string Exercise => "an execution of the load test";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The last task of the guide starts many orders. How many?",
        "A loop in the shell, or `./classroom bulk`, starts one execution after the other.",
        "Every execution needs a name of its own, or none.",
    ];

    public override bool IsAttempt(History history) => true;

    public override string? Missing(History history) => null;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        performer.StartAsync(student, Workflow, Performer.Sample(Lab, Workflow, "good"));

    protected override int Needed => 10;

    public override int MostTries => 10;
}
