using System.Text.Json.Nodes;

namespace Classroom.Languages.EventPatterns;

/// <summary>
/// An event pattern: objects of fields, each with a list of what the field may be. EventBridge rules, SNS filter policies and the filters
/// of
/// event source mappings are written in it.
/// </summary>
public sealed class EventPattern
{
    readonly FieldsPattern fields;

    EventPattern(FieldsPattern fields) => this.fields = fields;

    public static EventPattern Parse(string text) => Parse(text, LanguageLimits.EventPattern);

    public static EventPattern Parse(string text, LanguageLimits limits) =>
        BoundedJson.Parse(text, limits) is JsonObject { Count: > 0 } fields
            ? new(FieldsPattern.Read(fields, "", new(limits)))
            : throw new LanguageException("Pattern is null or empty");

    /// <summary>Fields of the outermost object.</summary>
    public int Keys => fields.Keys;

    /// <summary>The numbers of values of all fields, multiplied: what SNS limits.</summary>
    public double Combinations => fields.Combinations;

    public bool Matches(JsonNode? @event) => fields.Matches(@event);
}
