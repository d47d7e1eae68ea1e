using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace Classroom.Cli.Executions;

/// <summary>One line for an event of a history.</summary>
static partial class EventLine
{
    public static DateTimeOffset Time(JsonObject @event) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)((double)@event["timestamp"]! * 1000));

    /// <param name="width">The width of the terminal; longer lines are cut.</param>
    public static string Of(JsonObject @event, DateTimeOffset began, int width)
    {
        var type = (string)@event["type"]!;
        var details =
            @event
                .Where(member => member.Key.EndsWith("EventDetails", StringComparison.Ordinal))
                .Select(member => member.Value)
                .OfType<JsonObject>()
                .FirstOrDefault()
            ?? [];
        var colour = type switch
        {
            _ when type.EndsWith("Failed", StringComparison.Ordinal)
                    || type.EndsWith("TimedOut", StringComparison.Ordinal)
                    || type.EndsWith("Aborted", StringComparison.Ordinal) => "red",
            _ when type.EndsWith("StateEntered", StringComparison.Ordinal) => "blue",
            _ when type.EndsWith("Succeeded", StringComparison.Ordinal) => "green",
            _ => "grey",
        };
        var elapsed = (Time(@event) - began).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
        var facts = Spaces().Replace(string.Join("  ", Facts(details)), " ");
        var room = Math.Clamp(width - type.Length - 11, 20, 300);
        if (facts.Length > room)
            facts = $"{facts[..(room - 1)]}…";
        return $"[grey]{elapsed, 8}[/] [{colour}]{type}[/] {facts.EscapeMarkup()}";
    }

    static IEnumerable<string> Facts(JsonObject details)
    {
        foreach (var name in (string[])["name", "resource", "error", "cause", "output", "input"])
        {
            if (details[name] is not JsonValue value)
                continue;
            var text = value.ToString();
            yield return name is "name" ? text : $"{name}={text}";
            if (name == "output")
                yield break;
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
