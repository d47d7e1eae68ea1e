using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Languages.LogQueries;

/// <summary>A log event with the fields that a query can name.</summary>
/// <param name="Log">The account and the name of the group.</param>
/// <param name="Id">Finds the event again: the field @ptr.</param>
public sealed record LogRecord(long Timestamp, long Ingested, string Message, string Stream, string Log, string Id)
{
    /// <summary>CloudWatch finds 200 fields in an event of JSON.</summary>
    const int MostFields = 200;

    Dictionary<string, string>? discovered;

    /// <summary>Fields whose values are times. They are compared as milliseconds.</summary>
    internal static bool IsTime(string name) => name is "@timestamp" or "@ingestionTime";

    /// <summary>The value of a field; null if the event does not have it.</summary>
    internal object? Field(string name) =>
        name switch
        {
            "@timestamp" => (double)Timestamp,
            "@ingestionTime" => (double)Ingested,
            "@message" => Message,
            "@logStream" => Stream,
            "@log" => Log,
            "@ptr" => Id,
            _ => (discovered ??= Discover()).GetValueOrDefault(name),
        };

    /// <summary>All fields with their values, as GetLogRecord shows them.</summary>
    public IEnumerable<KeyValuePair<string, string>> All =>
        new[] { "@timestamp", "@ingestionTime", "@message", "@logStream", "@log" }
            .Select(name => KeyValuePair.Create(name, IsTime(name) ? $"{Field(name)}" : (string)Field(name)!))
            .Concat((discovered ??= Discover()).OrderBy(known => known.Key, StringComparer.Ordinal));

    Dictionary<string, string> Discover()
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        LambdaFields.Find(Message, fields);
        if (Message.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start && Message.LastIndexOf('}') is var end && end > start)
            Flatten("", BoundedJson.TryParse(Message[start..(end + 1)], LanguageLimits.Payload), fields);
        return fields;
    }

    /// <summary>Members of members have names such as a.b, and items of lists names such as a.0.</summary>
    static void Flatten(string name, JsonNode? node, Dictionary<string, string> fields)
    {
        if (fields.Count >= MostFields)
            return;
        switch (node)
        {
            case JsonObject members:
                foreach (var (member, value) in members)
                    Flatten(name.Length == 0 ? member : $"{name}.{member}", value, fields);
                break;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                    Flatten(string.Create(CultureInfo.InvariantCulture, $"{name}.{index}"), items[index], fields);
                break;
            case JsonValue value when name.Length > 0:
                fields[name] = value.GetValueKind() switch
                {
                    JsonValueKind.True => "1",
                    JsonValueKind.False => "0",
                    JsonValueKind.String => value.GetValue<string>(),
                    _ => value.ToJsonString(),
                };
                break;
        }
    }
}
