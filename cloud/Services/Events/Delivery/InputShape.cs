using System.Text;
using System.Text.Json.Nodes;
using Classroom.Languages;

namespace Classroom.Cloud.Events.Delivery;

/// <summary>The input of a target, made from an event: the whole event, a part, a constant, or a template with placeholders.</summary>
static class InputShape
{
    public static void Check(Target target)
    {
        if (new object?[] { target.Input, target.InputPath, target.InputTransformer }.Count(given => given is not null) > 1)
            throw RuleStore.Invalid($"Only one of Input, InputPath, or InputTransformer must be provided for target {target.Id}.");
        if (target.InputPath is { } path)
            RuleLanguages.Selector(path, $"InputPath for target {target.Id}");
        if (target.Input is { } input && !IsJson(input))
            throw RuleStore.Invalid($"JSON text expected for the Input of target {target.Id}.");
        if (target.InputTransformer is not { } transformer)
            return;
        foreach (var (name, selector) in transformer.InputPathsMap ?? new Dictionary<string, string>())
        {
            if (name.StartsWith("aws.events", StringComparison.OrdinalIgnoreCase))
                throw RuleStore.Invalid($"The name {name} in InputPathsMap is reserved.");
            RuleLanguages.Selector(selector, $"InputPathsMap of target {target.Id}");
        }
        if (
            Fill(
                transformer.InputTemplate,
                name =>
                    Known(transformer, name)
                        ? "0"
                        : throw RuleStore.Invalid($"InputTemplate for target {target.Id} contains invalid placeholder {name}."),
                isChecking: true
            )
            is null
        )
            throw RuleStore.Invalid(
                $"Invalid InputTemplate for target {target.Id} : a JSON object, a JSON string or a placeholder is expected."
            );
    }

    /// <summary>Returns the input of the target as text; null if the template and the event make no JSON.</summary>
    public static string? Of(Target target, JsonObject @event, string ruleArn, string ruleName)
    {
        if (target.Input is { } constant)
            return constant;
        if (target.InputPath is { } path)
            return First(path, @event)?.ToJsonString() ?? "null";
        if (target.InputTransformer is not { } transformer)
            return @event.ToJsonString();
        return Fill(
            transformer.InputTemplate,
            name =>
                name switch
                {
                    "aws.events.rule-arn" => Quote(ruleArn),
                    "aws.events.rule-name" => Quote(ruleName),
                    "aws.events.event.ingestion-time" => @event["time"]!.ToJsonString(),
                    "aws.events.event" => WithoutDetail(@event).ToJsonString(),
                    "aws.events.event.json" => @event.ToJsonString(),
                    _ => transformer.InputPathsMap?.GetValueOrDefault(name) is { } selector && First(selector, @event) is { } value
                        ? value.ToJsonString()
                        : "\"\"",
                }
        );
    }

    /// <summary>The value of aws.events.event, in which AWS names the type of the detail otherwise than in events.</summary>
    static JsonObject WithoutDetail(JsonObject @event) =>
        new(
            @event
                .Where(member => member.Key != "detail")
                .Select(member => KeyValuePair.Create(member.Key == "detail-type" ? "detailType" : member.Key, member.Value?.DeepClone()))
        );

    static bool Known(Transformer transformer, string name) =>
        name
            is "aws.events.rule-arn"
                or "aws.events.rule-name"
                or "aws.events.event.ingestion-time"
                or "aws.events.event"
                or "aws.events.event.json"
        || transformer.InputPathsMap?.ContainsKey(name) == true;

    /// <summary>
    /// Replaces the placeholders (names in angle brackets). In a template of text the values lose all quotation marks; in a string of a
    /// JSON template only a text loses its own. Returns null if the result is not valid.
    /// </summary>
    static string? Fill(string template, Func<string, string> valueOf, bool isChecking = false)
    {
        var isText = template.TrimStart().StartsWith('"');
        var filled = new StringBuilder();
        var isInString = false;
        for (var at = 0; at < template.Length; at++)
        {
            var c = template[at];
            if (c == '\\' && at + 1 < template.Length)
            {
                filled.Append(c).Append(template[++at]);
                continue;
            }
            if (c == '"')
                isInString = !isInString;
            var close = c == '<' ? template.IndexOf('>', at) : -1;
            if (close < 0)
            {
                filled.Append(c);
                continue;
            }
            var value = valueOf(template[(at + 1)..close]);
            filled.Append(
                isInString && value is ['"', .., '"'] ? value[1..^1]
                : isInString && isText ? value.Replace("\"", "", StringComparison.Ordinal)
                : value
            );
            at = close;
        }
        var text = filled.ToString();
        if (isText)
            return isInString ? null : text;
        return IsJson(text) || (isChecking && !template.TrimStart().StartsWith('{') && !template.Contains('"', StringComparison.Ordinal))
            ? text
            : null;
    }

    static string Quote(string text) => JsonValue.Create(text)!.ToJsonString();

    static JsonNode? First(string selector, JsonObject @event) =>
        RuleLanguages.Selector(selector, "The selector").Of(@event) is [var first, ..] ? first : null;

    static bool IsJson(string text)
    {
        try
        {
            BoundedJson.Parse(text, LanguageLimits.Json);
            return true;
        }
        catch (LanguageException)
        {
            return false;
        }
    }
}
