using System.Text.Json.Nodes;

namespace Classroom.Checks.Tests.Mutants;

static class EventsMutants
{
    const string Workflow = "order-events-workflow";

    public static IEnumerable<Mutant> All =>
        [
            Of(
                "only gold orders are premium",
                "premium-orders-go-as-a-whole",
                "CheckOrderType",
                state => state["Choices"]![0]!["StringEquals"] = "gold"
            ),
            Of("CheckOrderType without Default", "choices-have-defaults", "CheckOrderType", state => state.Remove("Default")),
            Of("concurrency unlimited", "five-items-at-once-at-most", "StandardProcessing", state => state.Remove("MaxConcurrency")),
            Of("ten items at once", "five-items-at-once-at-most", "StandardProcessing", state => state["MaxConcurrency"] = 10),
            Of(
                "transient errors of an item are not retried",
                "transient-errors-are-retried",
                "ProcessItem",
                state => ((JsonArray)state["Retry"]!).RemoveAt(0)
            ),
            Of(
                "transient errors of a premium order wait too long",
                "transient-errors-are-retried",
                "PremiumProcessing",
                state => state["Retry"]![0]!["IntervalSeconds"] = 30
            ),
            Of("StandardProcessing without Catch", "failures-are-handled", "StandardProcessing", state => state.Remove("Catch")),
            Of("an order with an error is processed", "failures-are-handled", "HandleError", state => state["Next"] = "OrderProcessed"),
            Of(
                "TransformData writes the text of a path",
                "time-is-added-to-the-order",
                "TransformData",
                state =>
                {
                    state["Result"] = state["Parameters"]!.DeepClone();
                    state.Remove("Parameters");
                }
            ),
            Of("TransformData replaces the order", "time-is-added-to-the-order", "TransformData", state => state.Remove("ResultPath")),
            Of("the wait reads another time", "scheduled-orders-wait", "WaitUntilScheduled", state => state["TimestampPath"] = "$.time"),
            Of(
                "a Catch without ResultPath",
                "caught-errors-keep-the-input",
                "PremiumProcessing",
                state => ((JsonObject)state["Catch"]![0]!).Remove("ResultPath")
            ),
        ];

    static Mutant Of(string name, string check, string state, Action<JsonObject> change) =>
        new($"events: {name}", $"events/{check}", damage => damage.StateAsync(Workflow, state, change));
}
