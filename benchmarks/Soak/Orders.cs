using System.Text.Json.Nodes;
using Classroom.Benchmarks.Cloud;
using Classroom.Benchmarks.Crash;
using Classroom.Benchmarks.Crash.Executions;

namespace Classroom.Benchmarks.Soak;

/// <summary>The class's own order workflow with its four functions.</summary>
sealed class Orders(Scene scene, Kind orders) : ExecutionWriter(scene, "Orders", "order", [orders])
{
    static readonly string[] Handlers = ["OrderValidator", "PaymentProcessor", "InventoryUpdater", "OrderFulfillment"];

    public override TimeSpan Pause => TimeSpan.FromMilliseconds(200);

    public static Kind Workflow { get; } =
        new(
            "soak-orders",
            Handlers.Aggregate(
                File.ReadAllText(Path.Combine(RunningCloud.Repository, "infra/Labs/Orders/order-processing-workflow.asl.json")),
                (text, handler) =>
                    text.Replace($"${{{handler}}}", Scene.Arn("lambda", $"function:soak-{handler}"), StringComparison.Ordinal)
            )
        )
        {
            Input = random => new JsonObject
            {
                ["orderId"] = $"o-{random.Next()}",
                ["customerId"] = $"c-{random.Next(1000)}",
                ["amount"] = 99.5,
                ["items"] = new JsonArray(
                    new JsonObject
                    {
                        ["productId"] = "p-1",
                        ["quantity"] = 1,
                        ["price"] = 99.5,
                    }
                ),
            },
            // The output of the functions contains the current time.
            Ends = _ => new("SUCCEEDED"),
        };

    public override async Task PrepareAsync()
    {
        foreach (var handler in Handlers)
            await Scenery.DeployAsync(Client, $"soak-{handler}", $"Orders.{handler}");
        await base.PrepareAsync();
    }

    public override Task StepAsync() => Open.Count < 20 ? StartAsync(Kinds[0]) : CompareRecentAsync();
}
