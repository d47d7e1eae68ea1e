namespace Classroom.StatesLanguage.Definitions;

enum QueryLanguage
{
    JsonPath,
    Jsonata,
}

static class QueryLanguages
{
    static readonly HashSet<string> OfPaths =
    [
        "InputPath",
        "OutputPath",
        "ResultPath",
        "Parameters",
        "ResultSelector",
        "ItemsPath",
        "Result",
        "SecondsPath",
        "TimestampPath",
        "TimeoutSecondsPath",
        "HeartbeatSecondsPath",
        "MaxConcurrencyPath",
        "ToleratedFailureCountPath",
        "ToleratedFailurePercentagePath",
        "ErrorPath",
        "CausePath",
    ];

    static readonly HashSet<string> OfJsonata = ["Arguments", "Output", "Items"];

    /// <summary>Says of a field that a state does not know that the other language has it.</summary>
    public static string? Explain(string field, QueryLanguage language) =>
        language switch
        {
            QueryLanguage.Jsonata when OfPaths.Contains(field) =>
                $"The QueryLanguage is set to 'JSONata', but field '{field}' is only supported for the 'JSONPath' QueryLanguage",
            QueryLanguage.JsonPath when OfJsonata.Contains(field) =>
                $"The QueryLanguage is set to 'JSONPath', but field '{field}' is only supported for the 'JSONata' QueryLanguage",
            _ => null,
        };

    /// <summary>A state has the machine's language or its own; that of a Map or Parallel state says nothing of the states inside.</summary>
    public static QueryLanguage Read(FieldReader reader, QueryLanguage around)
    {
        switch (reader.Text("QueryLanguage"))
        {
            case null:
                return around;
            case "JSONata":
                return QueryLanguage.Jsonata;
            case "JSONPath" when around == QueryLanguage.JsonPath:
                return QueryLanguage.JsonPath;
            case "JSONPath":
                reader.Report("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", reader.Location);
                return around;
            default:
                return reader.Mistake("QueryLanguage", "must be one of 'JSONPath', 'JSONata'", around);
        }
    }
}
