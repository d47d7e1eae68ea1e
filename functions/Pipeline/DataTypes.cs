namespace Classroom.Functions.Pipeline;

/// <summary>The kinds of data that the pipeline knows, with how many records each brings and how its owner is told.</summary>
static class DataTypes
{
    public static readonly IReadOnlyDictionary<string, (int Records, string Notification)> Known = new Dictionary<string, (int, string)>
    {
        ["sales_data"] = (150, "EMAIL"),
        ["customer_data"] = (75, "SMS"),
        ["inventory_data"] = (200, "PUSH"),
        ["analytics_data"] = (500, "EMAIL"),
    };
}
