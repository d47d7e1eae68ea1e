namespace Classroom.StatesLanguage.Syntax;

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

    /// <summary>Explains an unknown field of a state that the other query language supports; null where neither supports it.</summary>
    public static string? Explain(string field, QueryLanguage language) =>
        language switch
        {
            QueryLanguage.Jsonata when OfPaths.Contains(field) =>
                $"The QueryLanguage is set to 'JSONata', but field '{field}' is only supported for the 'JSONPath' QueryLanguage",
            QueryLanguage.JsonPath when OfJsonata.Contains(field) =>
                $"The QueryLanguage is set to 'JSONPath', but field '{field}' is only supported for the 'JSONata' QueryLanguage",
            _ => null,
        };

    /// <summary>
    /// The language of a state: its own or the state machine's. The language of a Map or Parallel state does not apply to the states
    /// inside.
    /// </summary>
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
