namespace Classroom.Functions.Pipeline;

/// <summary>The data types that the pipeline supports, each with its number of records and its notification channel.</summary>
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
