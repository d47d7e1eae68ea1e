using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Maps;

/// <summary>The contents of the result files of a map run.</summary>
sealed class ResultFiles(MapRun run, ExecutionType type)
{
    public JsonArray Failed =>
        JsonArray.Of(run.Children.Where(child => child.End is not null && child.Stage != MapChildStage.Succeeded).Select(Ended));

    /// <summary>Children that were never started.</summary>
    public JsonArray Pending => JsonArray.Of(run.Children.Where(child => child.Name is null).Select(NotStarted));

    /// <summary>The children that have succeeded in this attempt of the run.</summary>
    public JsonArray Succeeded =>
        JsonArray.Of(
            run.Children.Where(child => child.Stage == MapChildStage.Succeeded && child.EndedInRedrive == run.RedriveCount).Select(Ended)
        );

    static Json NotStarted(MapChild child) =>
        JsonObject.Of(("Input", child.Input!.ToString()), ("InputDetails", Included), ("Status", "PENDING"));

    static JsonObject Included => JsonObject.Of(("Included", true));

    Json Ended(MapChild child)
    {
        var identity = run.IdentityOf(child.Name!, type);
        var end = child.End!;
        var described = new JsonObject(16);
        if (end.Cause is { } cause)
            described.Set("Cause", cause);
        if (end.Error is { } error)
            described.Set("Error", error);
        described.Set("ExecutionArn", identity.Arn);
        described.Set("Input", child.Input!.ToString());
        described.Set("InputDetails", Included);
        described.Set("Name", identity.Name);
        if (end.Output is { } output)
            described.Set("Output", output.ToString());
        described.Set("OutputDetails", Included);
        described.Set("RedriveCount", child.RedriveCount);
        if (end.Status == ExecutionStatus.Succeeded)
        {
            described.Set("RedriveStatus", "NOT_REDRIVABLE");
            described.Set("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
        }
        else
        {
            described.Set("RedriveStatus", "REDRIVABLE_BY_MAP_RUN");
        }
        described.Set("StartDate", Timestamp.Of(end.Started));
        described.Set("StateMachineArn", identity.StateMachineArn);
        described.Set("Status", end.Status == ExecutionStatus.TimedOut ? "TIMED_OUT" : end.Status.ToString().ToUpperInvariant());
        described.Set("StopDate", Timestamp.Of(end.Stopped));
        return described;
    }
}
