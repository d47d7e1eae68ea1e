using System.Text.Json;

namespace Classroom.Cli.Checks.Inventory;

/// <summary>The three kinds of orders that the guide tries.</summary>
static class Inputs
{
    public static bool HasCustomer(History history) => history.Given("customerId")?.ToString() is { Length: > 0 };

    public static double? AmountOf(History history) =>
        history.Given("amount") is { } amount && amount.GetValueKind() == JsonValueKind.Number ? (double)amount : null;

    public static bool IsValid(History history) =>
        HasCustomer(history) && AmountOf(history) > 0 && history.Given("orderId")?.ToString() is { Length: > 0 };
}
