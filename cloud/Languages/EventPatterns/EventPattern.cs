using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Languages.EventPatterns;

/// <summary>
/// An event pattern: an object of fields, each with a list of accepted values or tests. EventBridge rules, SNS filter policies and the
/// filters of event source mappings use event patterns.
/// </summary>
public sealed class EventPattern
{
    readonly FieldsPattern fields;

    EventPattern(FieldsPattern fields) => this.fields = fields;

    public static EventPattern Parse(string text) => Parse(text, PatternDialect.Rule);

    public static EventPattern Parse(string text, PatternDialect dialect)
    {
        var reader = new PatternReader(text, dialect.Limits);
        if (reader.Next() != JsonTokenType.StartObject)
            throw reader.Mistake("Filter is not an object");
        var fields = new FieldsPattern();
        fields.Read(ref reader, dialect, new(dialect.Limits));
        // Finds text behind the object.
        reader.Next();
        return fields.Keys > 0 ? new(fields) : throw new LanguageException("Pattern is null or empty");
    }

    /// <summary>The number of fields of the outermost object.</summary>
    public int Keys => fields.Keys;

    /// <summary>The number of combinations of values, as SNS counts and limits it.</summary>
    public double Combinations => fields.CombinationsAt(depth: 1);

    /// <summary>Whether a field is an object with fields of its own.</summary>
    public bool IsNested => fields.IsNested;

    public bool Matches(JsonNode? @event) => fields.Matches(@event);
}
