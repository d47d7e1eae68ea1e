using Classroom.StatesLanguage.History;

namespace Classroom.Cloud.StepFunctions.Running;

/// <summary>The names that the API gives to the statuses of executions and map runs.</summary>
static class StatusNames
{
    public static string Name(this ExecutionStatus status) =>
        status switch
        {
            ExecutionStatus.Succeeded => "SUCCEEDED",
            ExecutionStatus.Failed => "FAILED",
            ExecutionStatus.TimedOut => "TIMED_OUT",
            ExecutionStatus.Aborted => "ABORTED",
            _ => ExecutionRecord.Running,
        };

    public static ExecutionStatus Parse(string name) =>
        name switch
        {
            "SUCCEEDED" => ExecutionStatus.Succeeded,
            "FAILED" => ExecutionStatus.Failed,
            "TIMED_OUT" => ExecutionStatus.TimedOut,
            "ABORTED" => ExecutionStatus.Aborted,
            _ => ExecutionStatus.Running,
        };
}
