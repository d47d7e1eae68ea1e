using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Classroom.Cli.Provider;

/// <summary>The XML documents that S3 takes and gives.</summary>
static class StorageXml
{
    public static byte[] Bytes(this XElement document) => Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));

    /// <summary>The text of the first element of this name.</summary>
    public static string? Text(this XElement xml, string name) =>
        xml.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    public static byte[] Tagging(JsonObject inputs) =>
        new XElement(
            "Tagging",
            new XElement(
                "TagSet",
                inputs.TagMap().Select(tag => new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", tag.Value)))
            )
        ).Bytes();

    public static JsonObject Tags(XElement tagging) =>
        new(
            tagging
                .Descendants()
                .Where(element => element.Name.LocalName == "Tag")
                .Select(tag => KeyValuePair.Create(tag.Text("Key")!, (JsonNode?)tag.Text("Value")))
        );
}
