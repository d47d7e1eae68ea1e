using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>Converts members of workflows to S3's XML and back.</summary>
static class S3Xml
{
    public static XElement Write(string name, JsonNode? value)
    {
        var element = new XElement(name);
        if (value is not JsonObject members)
        {
            element.Value = value?.ToString() ?? "";
            return element;
        }
        foreach (var (member, inner) in members)
            element.Add(Written(member, inner));
        return element;
    }

    static IEnumerable<XElement> Written(string member, JsonNode? value)
    {
        if (value is not JsonArray items)
            return [Write(member, value)];
        if (S3Names.Wrapped.TryGetValue(member, out var item))
            return [new XElement(member, items.Select(entry => Write(item, entry)))];
        var element = S3Names.Repeated.FirstOrDefault(pair => pair.Value == member).Key ?? member;
        return items.Select(entry => Write(element, entry));
    }

    public static JsonObject Read(XElement element)
    {
        var made = new JsonObject();
        foreach (var child in element.Elements())
        {
            var name = child.Name.LocalName;
            if (S3Names.Wrapped.TryGetValue(name, out var item))
                made[name] = new JsonArray([.. child.Elements().Where(entry => entry.Name.LocalName == item).Select(Value)]);
            else if (ListOf(child) is { } list)
                ((JsonArray)(made[list] ??= new JsonArray())).Add(Value(child));
            else
                made[name] = Value(child);
        }
        return made;
    }

    /// <summary>The value of a member that is written as text.</summary>
    public static JsonNode Typed(string name, string text) =>
        S3Names.Numbers.Contains(name) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
        : S3Names.Flags.Contains(name) && bool.TryParse(text, out var flag) ? flag
        : S3Names.Times.Contains(name) && FiniteTime(text) is { } time ? SdkJson.IsoOf(time)
        : text;

    static JsonNode Value(XElement element) => element.HasElements ? Read(element) : Typed(element.Name.LocalName, element.Value);

    /// <summary>A DeleteMarker is an entry of a list among versions, and a flag elsewhere.</summary>
    static string? ListOf(XElement element) =>
        element.Name.LocalName == "DeleteMarker"
            ? element.HasElements
                ? "DeleteMarkers"
                : null
            : S3Names.Repeated.GetValueOrDefault(element.Name.LocalName);

    static DateTimeOffset? FiniteTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
