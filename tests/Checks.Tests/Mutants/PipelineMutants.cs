using System.Text.Json.Nodes;

namespace Classroom.Checks.Tests.Mutants;

static class PipelineMutants
{
    const string Workflow = "simple-workflow";

    public static IEnumerable<Mutant> All =>
        [
            Of("everything is notified", "status-decides", "CheckStatus", state => state["Default"] = "SendNotification"),
            Of(
                "CheckStatus waits for another status",
                "status-decides",
                "CheckStatus",
                state => state["Choices"]![0]!["StringEquals"] = "DONE"
            ),
            Of("CheckStatus without Default", "choices-have-defaults", "CheckStatus", state => state.Remove("Default")),
            Of(
                "transient errors of process-data are not retried",
                "transient-errors-are-retried",
                "ProcessData",
                state => ((JsonArray)state["Retry"]!).RemoveAt(0)
            ),
            Of(
                "transient errors of process-data without back-off",
                "transient-errors-are-retried",
                "ProcessData",
                state => state["Retry"]![0]!["BackoffRate"] = 1
            ),
            Of(
                "transient errors of process-data are retried once",
                "transient-errors-are-retried",
                "ProcessData",
                state => state["Retry"]![0]!["MaxAttempts"] = 1
            ),
            Of(
                "a Retry names an error that the function does not throw",
                "transient-errors-are-retried",
                "ProcessData",
                state => state["Retry"]![0]!["ErrorEquals"] = new JsonArray("TransientError")
            ),
            Of("ProcessData without Catch", "failures-are-caught", "ProcessData", state => state.Remove("Catch")),
            Of(
                "a failed notification completes the workflow",
                "failures-are-caught",
                "SendNotification",
                state => state["Catch"]![0]!["Next"] = "WorkflowCompleted"
            ),
        ];

    static Mutant Of(string name, string check, string state, Action<JsonObject> change) =>
        new($"pipeline: {name}", $"pipeline/{check}", damage => damage.StateAsync(Workflow, state, change));
}
