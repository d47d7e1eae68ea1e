namespace Classroom.Cli.Checks.Pipeline;

/// <summary>The API was called with one of the types of data.</summary>
abstract class DataCameThroughTheApi(string type) : ApiExercise
{
    public override string Sentence => $"The API was called with {type}, and the workflow notified the user.";

    protected override string Exercise => $"a call of the API with {type}";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The URL of the API is in the hand-out; the guide has the curl command.",
        "The request needs the header Content-Type and a body with userId and dataType.",
        "The answer 202 names the execution: look where it ended.",
    ];

    public override bool IsAttempt(History history) => Api.Started(history) && Api.TypeOf(history) == type;

    public override string? Missing(History history) => history.IsSucceeded && history.Entered("SendNotification") ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        Api.PostAsync(student, performer, $$"""{"userId":"api-user-123","dataType":"{{type}}"}""");
}
