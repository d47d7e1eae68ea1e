using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Classroom.Cloud.Models;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>Converts members of S3 to XML and back, by the model.</summary>
static class S3Xml
{
    static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    public static XElement Write(string name, Shape shape, JsonNode? value)
    {
        var element = new XElement(name);
        switch (shape, value)
        {
            case (StructureShape structure, JsonObject given):
                foreach (var member in structure.Members)
                {
                    if (given[member.Name] is { } inner)
                        element.Add(Written(member, inner));
                }
                break;
            case (ListShape list, JsonArray items):
                element.Add(items.Select(item => Write(list.ItemName ?? "member", list.Item, item)));
                break;
            default:
                element.Value = value?.ToString() ?? "";
                break;
        }
        return element;
    }

    static IEnumerable<XObject> Written(Member member, JsonNode value)
    {
        if (member.IsAttribute)
            return [new XAttribute(XNamespace.Xmlns + "xsi", Instance), new XAttribute(NameOfAttribute(member), value.ToString())];
        return IsFlat(member, out var list) && value is JsonArray items
            ? items.Select(item => Write(member.WireName, list.Item, item))
            : [Write(member.WireName, member.Shape, value)];
    }

    public static JsonObject Read(StructureShape shape, XElement element)
    {
        var made = new JsonObject();
        foreach (var member in shape.Members)
        {
            if (Member(member, element) is { } value)
                made[member.Name] = value;
        }
        return made;
    }

    /// <summary>The value of a member of the structure of this element; null if the element does not have it.</summary>
    public static JsonNode? Member(Member member, XElement element)
    {
        if (member.IsAttribute)
            return element.Attribute(NameOfAttribute(member))?.Value;
        var found = element.Elements().Where(child => child.Name.LocalName == member.WireName).ToList();
        if (found.Count == 0)
            return null;
        return IsFlat(member, out var list)
            ? new JsonArray([.. found.Select(item => Value(list.Item, item))])
            : Value(member.Shape, found[0]);
    }

    static JsonNode Value(Shape shape, XElement element) =>
        shape switch
        {
            StructureShape structure => Read(structure, element),
            ListShape list => new JsonArray([
                .. element
                    .Elements()
                    .Where(child => child.Name.LocalName == (list.ItemName ?? "member"))
                    .Select(item => Value(list.Item, item)),
            ]),
            _ => Typed(shape, element.Value),
        };

    /// <summary>The value of a member that is written as text.</summary>
    public static JsonNode Typed(Shape shape, string text) =>
        shape switch
        {
            NumberShape when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
            BooleanShape when bool.TryParse(text, out var flag) => flag,
            TimestampShape when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) =>
                SdkJson.IsoOf(time),
            _ => text,
        };

    static bool IsFlat(Member member, out ListShape list)
    {
        list = (member.Shape as ListShape)!;
        return list is not null && (list.IsFlat || member.IsFlat);
    }

    static XName NameOfAttribute(Member member) => Instance + member.WireName.Split(':')[^1];
}
