using System.Text;
using System.Text.Json.Nodes;
using Classroom.Languages;

namespace Classroom.Cloud.Metrics;

sealed record DashboardMessage(string DataPath, string Message);

/// <summary>The checks that CloudWatch makes before it accepts a dashboard.</summary>
static class DashboardBody
{
    const int MostWidgets = 500;

    public static IReadOnlyList<DashboardMessage> Check(string name, string body)
    {
        if (name.Length is 0 or > 255 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw CloudWatchService.InvalidValue(
                "The value for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and "
                    + "underscore (_).\n"
            );
        if (Encoding.UTF8.GetByteCount(body) > 1_048_576)
            throw CloudWatchService.InvalidValue("The field DashboardBody is larger than 1 MB");
        try
        {
            if (BoundedJson.Parse(body, LanguageLimits.DashboardBody) is not JsonObject dashboard)
                return [new("/", "The dashboard body is not a JSON object")];
            if (dashboard["widgets"] is not JsonArray widgets)
                return [new("/widgets", "Should have an array of widgets")];
            if (widgets.Count > MostWidgets)
                return [new("/widgets", $"Should NOT have more than {MostWidgets} items")];
            return [.. widgets.SelectMany((widget, index) => CheckWidget(widget, $"/widgets/{index}"))];
        }
        catch (LanguageException exception)
        {
            return [new("/", exception.Message)];
        }
    }

    static IEnumerable<DashboardMessage> CheckWidget(JsonNode? widget, string path)
    {
        if (widget is not JsonObject members)
        {
            yield return new(path, "Should be object");
            yield break;
        }
        if (members["type"].AsText() is not { } kind)
            yield return new($"{path}/type", "Should have required property 'type'");
        else if (kind is not ("metric" or "text" or "log" or "alarm" or "explorer" or "custom"))
            yield return new($"{path}/type", $"Should be equal to one of the allowed values, not {kind}");
        if (members["properties"] is not JsonObject)
            yield return new($"{path}/properties", "Should have required property 'properties'");
    }
}
