using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.Logs.Patterns;

/// <summary>A filter pattern of CloudWatch Logs: words, a JSON condition in braces, or fields in brackets.</summary>
abstract class FilterPattern
{
    public static FilterPattern Everything { get; } = new Words([], [], []);

    public static FilterPattern Parse(string? text)
    {
        text = text?.Trim() ?? "";
        if (text.Length > 1024) throw Invalid("it is longer than 1024 characters");
        return text switch
        {
            "" => Everything,
            ['{', .., '}'] => new JsonCondition(new ConditionParser(text[1..^1]).Parse()),
            ['[', .., ']'] => new Columns(text[1..^1]),
            ['{' or '[', ..] => throw Invalid($"the bracket {text[0]} is not closed"),
            _ => Words.Parse(text),
        };
    }

    public abstract bool Matches(string message);

    /// <summary>What a metric filter takes out of a message: $.field of JSON, $name of a column.</summary>
    public virtual string? Extract(string message, string selector) => null;

    public static AwsException Invalid(string reason) => new("InvalidParameterException", $"Invalid filter pattern: {reason}");

    /// <summary>A regular expression between percent signs; one that takes too long matches nothing.</summary>
    public static Func<string, bool> Expression(string pattern)
    {
        try
        {
            var expression = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return expression.IsMatch;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw Invalid($"%{pattern}% is no regular expression");
        }
    }

    public static JsonNode? ParseMessage(string message)
    {
        if (message.AsSpan().TrimStart() is not ['{', ..]) return null;
        try
        {
            return JsonNode.Parse(message);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
