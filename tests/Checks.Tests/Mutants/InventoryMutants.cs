using System.Text.Json.Nodes;

namespace Classroom.Checks.Tests.Mutants;

static class InventoryMutants
{
    const string Order = "order-workflow";
    const string Challenge = "order-workflow-challenge";

    public static IEnumerable<Mutant> All =>
        [
            Of(Order, "the branches of CheckValidation swapped", "validation-decides", "CheckValidation", OrdersMutants.Swap),
            Of(
                Order,
                "orders out of stock are paid",
                "stock-decides",
                "IsInventoryAvailable",
                state => state["Default"] = "ProcessPayment",
                "failed-orders-fail"
            ),
            Of(
                Order,
                "the payment with another back-off",
                "payments-are-retried",
                "ProcessPayment",
                state => state["Retry"]![0]!["BackoffRate"] = 3
            ),
            Of(
                Order,
                "the payment is retried twice",
                "payments-are-retried",
                "ProcessPayment",
                state => state["Retry"]![0]!["MaxAttempts"] = 2
            ),
            Of(
                Order,
                "the payment is retried too early",
                "payments-are-retried",
                "ProcessPayment",
                state => state["Retry"]![0]!["IntervalSeconds"] = 1
            ),
            Of(
                Order,
                "the payment without Catch",
                "failed-payments-are-caught",
                "ProcessPayment",
                state => state.Remove("Catch"),
                "failed-orders-fail"
            ),
            Of(
                Order,
                "the validation replaces the order",
                "results-stand-beside-the-order",
                "ValidateOrder",
                state => state.Remove("ResultPath")
            ),
            Of(
                Order,
                "the payment under another path",
                "results-stand-beside-the-order",
                "ProcessPayment",
                state => state["ResultPath"] = "$.result"
            ),
            Of(
                Order,
                "an order out of stock succeeds",
                "failed-orders-fail",
                "OutOfStock",
                state =>
                {
                    state.Remove("Next");
                    state["End"] = true;
                }
            ),
            Of(
                Challenge,
                "the wait is too short",
                "challenge-waits-for-the-settlement",
                "WaitForSettlement",
                state => state["Seconds"] = 1
            ),
            Of(
                Challenge,
                "the wait is passed by",
                "challenge-waits-for-the-settlement",
                "ProcessPayment",
                state => state["Next"] = "AnnounceOrder"
            ),
            Of(Challenge, "all items at once", "challenge-maps-the-items", "CheckEachItem", state => state.Remove("MaxConcurrency")),
            Of(
                Challenge,
                "the Map goes through another list",
                "challenge-maps-the-items",
                "CheckEachItem",
                state => state["ItemsPath"] = "$.lines"
            ),
            Of(
                Challenge,
                "the announcement goes to another topic",
                "challenge-announces-the-order",
                "AnnounceOrder",
                state => state["Parameters"]!["TopicArn"] = "arn:aws:sns:us-east-1:000000000000:user1-other"
            ),
            Of(
                Challenge,
                "the checks in parallel without Catch",
                "challenge-checks-in-parallel",
                "CheckInParallel",
                state => state.Remove("Catch")
            ),
            Of(
                Challenge,
                "two stages fail with one name",
                "challenge-names-the-failed-stage",
                "PaymentStageFailed",
                state => state["Error"] = "InventoryError"
            ),
        ];

    static Mutant Of(string workflow, string name, string check, string state, Action<JsonObject> change, params string[] also) =>
        new(
            $"inventory: {name}",
            $"inventory/{check}",
            damage => damage.StateAsync(workflow, state, change),
            [.. also.Select(one => $"inventory/{one}")]
        );
}
