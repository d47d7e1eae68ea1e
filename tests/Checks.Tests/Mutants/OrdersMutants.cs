using System.Text.Json.Nodes;

namespace Classroom.Checks.Tests.Mutants;

static class OrdersMutants
{
    const string Order = "order-processing-workflow";
    const string Express = "express-workflow";
    const string Callback = "callback-workflow";

    public static IEnumerable<Mutant> All =>
        [
            Of(Order, "the branches of CheckValidation swapped", "validation-decides", "CheckValidation", Swap),
            Of(
                Order,
                "CheckValidation tests another variable",
                "validation-decides",
                "CheckValidation",
                state => state["Choices"]![0]!["Variable"] = "$.valid"
            ),
            Of(Order, "CheckValidation without Default", "choices-have-defaults", "CheckValidation", state => state.Remove("Default")),
            Of(
                Order,
                "ValidateOrder without Catch",
                "failures-of-single-steps-are-caught",
                "ValidateOrder",
                state => state.Remove("Catch")
            ),
            Of(
                Order,
                "a declined payment completes the order",
                "failures-of-single-steps-are-caught",
                "ProcessPayment",
                state => state["Catch"]![0]!["Next"] = "OrderComplete"
            ),
            Of(
                Order,
                "a Catch without ResultPath",
                "caught-errors-keep-the-input",
                "ProcessPayment",
                state => ((JsonObject)state["Catch"]![0]!).Remove("ResultPath")
            ),
            Of(
                Order,
                "ParallelProcessing without Catch",
                "failures-of-branches-are-caught",
                "ParallelProcessing",
                state => state.Remove("Catch")
            ),
            Of(
                Order,
                "a branch retries the errors of Lambda only",
                "branches-retry-every-error",
                "UpdateInventory",
                state =>
                    state["Retry"]![0]!["ErrorEquals"] = new JsonArray(
                        "Lambda.ServiceException",
                        "Lambda.AWSLambdaException",
                        "Lambda.SdkClientException",
                        "Lambda.TooManyRequestsException"
                    )
            ),
            Of(
                Order,
                "a branch with another back-off",
                "branches-retry-every-error",
                "ProcessFulfillment",
                state => state["Retry"]![0]!["BackoffRate"] = 3
            ),
            Of(
                Order,
                "a branch with a longer wait",
                "branches-retry-every-error",
                "UpdateInventory",
                state => state["Retry"]![0]!["IntervalSeconds"] = 5
            ),
            Of(
                Order,
                "a branch without Retry",
                "branches-retry-every-error",
                "UpdateInventory",
                state => state.Remove("Retry"),
                "service-errors-are-retried"
            ),
            Of(Order, "ValidateOrder without Retry", "service-errors-are-retried", "ValidateOrder", state => state.Remove("Retry")),
            Of(
                Order,
                "ValidateOrder without back-off",
                "service-errors-are-retried",
                "ValidateOrder",
                state => state["Retry"]![0]!["BackoffRate"] = 1
            ),
            Of(
                Order,
                "ValidateOrder with no attempts",
                "service-errors-are-retried",
                "ValidateOrder",
                state => state["Retry"]![0]!["MaxAttempts"] = 0
            ),
            Of(
                Order,
                "ValidateOrder does not retry TooManyRequests",
                "service-errors-are-retried",
                "ValidateOrder",
                state => ((JsonArray)state["Retry"]![0]!["ErrorEquals"]!).RemoveAt(3)
            ),
            Of(
                Order,
                "one branch only",
                "branches-run-side-by-side",
                "ParallelProcessing",
                state => ((JsonArray)state["Branches"]!).RemoveAt(1),
                "workflows-call-their-functions"
            ),
            Of(
                Order,
                "ParallelProcessing without ResultPath",
                "result-of-branches-keeps-the-order",
                "ParallelProcessing",
                state => state.Remove("ResultPath")
            ),
            new(
                "a state calls the function of a neighbour",
                "orders/workflows-call-their-functions",
                damage =>
                    damage.StateAsync(
                        Order,
                        "ProcessPayment",
                        state => state["Resource"] = damage.Arn("lambda", $"function:{damage.Neighbour("payment-processor")}")
                    )
            ),
            new(
                "two branches call each other's functions",
                "orders/workflows-call-their-functions",
                damage =>
                    damage.DefinitionAsync(
                        Order,
                        root =>
                        {
                            var branches = (JsonArray)root["States"]!["ParallelProcessing"]!["Branches"]!;
                            var (stock, shipping) = (
                                branches[0]!["States"]!["UpdateInventory"]!,
                                branches[1]!["States"]!["ProcessFulfillment"]!
                            );
                            (stock["Resource"], shipping["Resource"]) = (shipping["Resource"]!.DeepClone(), stock["Resource"]!.DeepClone());
                        }
                    )
            ),
            Of(
                Express,
                "the Express workflow takes every event",
                "express-workflow-sorts-events",
                "CheckValidation",
                state => state["Default"] = "ProcessValidEvent"
            ),
            Of(
                Express,
                "the Express workflow takes events that are not valid",
                "express-workflow-sorts-events",
                "CheckValidation",
                state => state["Choices"]![0]!["BooleanEquals"] = false
            ),
            Of(
                Callback,
                "the callback does not wait",
                "callback-waits-for-its-token",
                "StartLongRunningTask",
                state =>
                {
                    state["Resource"] = "arn:aws:states:::lambda:invoke";
                    ((JsonObject)state["Parameters"]!["Payload"]!).Remove("taskToken.$");
                }
            ),
            Of(
                Callback,
                "the callback waits for ever",
                "callback-waits-for-its-token",
                "StartLongRunningTask",
                state => state.Remove("TimeoutSeconds")
            ),
            Of(
                Callback,
                "the callback waits too long",
                "callback-waits-for-its-token",
                "StartLongRunningTask",
                state => state["TimeoutSeconds"] = 86400
            ),
            Of(
                Callback,
                "a timeout is taken for a failure",
                "callback-tells-timeout-from-failure",
                "StartLongRunningTask",
                state => ((JsonArray)state["Catch"]!).RemoveAt(0)
            ),
            Of(
                Callback,
                "a failed answer ends in a timeout",
                "callback-tells-timeout-from-failure",
                "StartLongRunningTask",
                state => state["Catch"]![1]!["Next"] = "TaskTimeout"
            ),
        ];

    static Mutant Of(string workflow, string name, string check, string state, Action<JsonObject> change, params string[] also) =>
        new(name, $"orders/{check}", damage => damage.StateAsync(workflow, state, change), [.. also.Select(one => $"orders/{one}")]);

    internal static void Swap(JsonObject choice)
    {
        var rule = choice["Choices"]![0]!;
        (rule["Next"], choice["Default"]) = (choice["Default"]!.DeepClone(), rule["Next"]!.DeepClone());
    }
}
