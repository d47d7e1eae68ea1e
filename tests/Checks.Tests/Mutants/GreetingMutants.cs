using System.Text.Json.Nodes;

namespace Classroom.Checks.Tests.Mutants;

static class GreetingMutants
{
    const string Workflow = "greeting-workflow";

    public static IEnumerable<Mutant> All =>
        [
            Of(
                "a nameless input ends elsewhere",
                "validation-errors-are-caught",
                "Validate",
                state => state["Catch"]![0]!["Next"] = "Failed"
            ),
            Of(
                "Process without retries of transient errors",
                "transient-errors-are-retried",
                "Process",
                state => ((JsonArray)state["Retry"]!).RemoveAt(0)
            ),
            Of(
                "Process is retried too early",
                "transient-errors-are-retried",
                "Process",
                state => state["Retry"]![0]!["IntervalSeconds"] = 1
            ),
            Of("Process is retried twice", "transient-errors-are-retried", "Process", state => state["Retry"]![0]!["MaxAttempts"] = 2),
            Of("nobody is notified of a failure", "failures-are-notified", "Process", state => state["Catch"]![0]!["Next"] = "Failed"),
            Of(
                "the error replaces the input",
                "caught-errors-keep-the-input",
                "Validate",
                state => state["Catch"]![0]!["ResultPath"] = "$"
            ),
            Of(
                "Process is left out",
                "steps-follow-each-other",
                "Validate",
                state => state["Next"] = "NotifySuccess",
                "failures-are-notified",
                "workflows-call-their-functions"
            ),
        ];

    static Mutant Of(string name, string check, string state, Action<JsonObject> change, params string[] also) =>
        new(
            $"greeting: {name}",
            $"greeting/{check}",
            damage => damage.StateAsync(Workflow, state, change),
            [.. also.Select(one => $"greeting/{one}")]
        );
}
