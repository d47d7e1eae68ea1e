using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Models;
using Classroom.Languages;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>
/// Reads the output of an operation of S3 from its HTTP answer, by the model. The members come in the order of their names; the content of
/// an object comes last.
/// </summary>
static class S3Answer
{
    public static JsonObject Read(OperationModel operation, WireAnswer answer)
    {
        var made = new JsonObject();
        var members = operation.Output?.Members ?? [];
        foreach (var member in members.OrderBy(member => member.Shape is BlobShape).ThenBy(member => member.Name, StringComparer.Ordinal))
        {
            var value = member.Place switch
            {
                Place.Header => HeaderOf(member, answer, operation.Method!),
                Place.Headers => HeadersOf(member.WireName, answer),
                _ => BodyOf(member, operation.Name, answer),
            };
            if (value is not null)
                made[member.Name] = value;
        }
        return made;
    }

    static JsonNode? HeaderOf(Member member, WireAnswer answer, string method)
    {
        var text = member.WireName switch
        {
            "Content-Type" => answer.ContentType ?? Header(member.WireName, answer),
            "Content-Length" when method == "GET" => answer.Body.Length.ToString(CultureInfo.InvariantCulture),
            var name => Header(name, answer),
        };
        return text is null ? null : S3Xml.Typed(member.Shape, text);
    }

    static string? Header(string name, WireAnswer answer) =>
        answer.Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The user's metadata: an object even without entries.</summary>
    static JsonObject HeadersOf(string prefix, WireAnswer answer) =>
        new(
            answer
                .Headers.Where(header => header.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                .Select(header => KeyValuePair.Create(header.Name[prefix.Length..].ToLowerInvariant(), (JsonNode?)header.Value))
        );

    static JsonNode? BodyOf(Member member, string operation, WireAnswer answer)
    {
        if (member is { IsPayload: true, Shape: BlobShape or StringShape })
            return Encoding.UTF8.GetString(answer.Body.Span);
        if (answer.Body.Length == 0)
            return null;
        var xml = BoundedXml.Parse(answer.Body.ToArray(), LanguageLimits.Xml);
        // The element of the location is the whole answer.
        if (operation == "GetBucketLocation")
            return xml.Value;
        return member is { IsPayload: true, Shape: StructureShape whole } ? S3Xml.Read(whole, xml) : S3Xml.Member(member, xml);
    }
}
