using System.Text.Json.Nodes;

namespace Classroom.Cli.Checks.Events;

/// <summary>The orders of the guide, and how they are sent.</summary>
static class Order
{
    public static string? TypeOf(History history) => history.Given("orderType")?.ToString();

    public static int ItemsOf(History history) => (history.Given("items") as JsonArray)?.Count ?? 0;

    /// <summary>The consumer of the queue names an execution after the message.</summary>
    public static bool CameAsMessage(History history) => history.Name.StartsWith("sqs-", StringComparison.Ordinal);

    public static string Of(int items) =>
        new JsonObject
        {
            ["orderId"] = $"order-{items}",
            ["orderType"] = "standard",
            ["items"] = new JsonArray([
                .. Enumerable.Range(1, items).Select(n => (JsonNode)new JsonObject { ["productId"] = $"product-{n}", ["quantity"] = n }),
            ]),
        }.ToJsonString();
}
