namespace Classroom.Cli.Checks.Pipeline;

sealed class InventoryDataCameThroughTheApi : ExerciseCheck
{
    public override string Lab => "pipeline";

    protected override string Workflow => "simple-workflow";

    public override string Sentence => "The API was called with inventory_data, and the workflow notified the user.";

    protected override string Exercise => "a call of the API with inventory_data";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The URL of the API is in the hand-out; the guide has the curl command.",
        "The request needs the header Content-Type and a body with userId and dataType.",
        "The answer 202 names the execution: look where it ended.",
    ];

    public override bool IsAttempt(History history) => Api.Started(history) && Api.TypeOf(history) == "inventory_data";

    public override string? Missing(History history) => history.IsSucceeded && history.Entered("SendNotification") ? null : history.End;

    public override Task PerformAsync(StudentAccount student, Performer performer) =>
        Api.PostAsync(student, performer, """{"userId":"api-user-123","dataType":"inventory_data"}""");
}
