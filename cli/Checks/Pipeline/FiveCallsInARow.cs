namespace Classroom.Cli.Checks.Pipeline;

sealed class FiveCallsInARow : ApiExercise
{
    public override string Sentence => "The API was called five times with analytics_data.";

    protected override string Exercise => "a call of the API with analytics_data";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The guide has a loop that calls the API.",
        "One call is not enough for a load test.",
        "Each call needs a body with userId and dataType.",
    ];

    public override bool IsAttempt(History history) => Api.Started(history) && Api.TypeOf(history) == "analytics_data";

    public override string? Missing(History history) => null;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        Api.PostAsync(student, performer, """{"userId":"load-test","dataType":"analytics_data"}""");

    protected override int Needed => 5;
}
