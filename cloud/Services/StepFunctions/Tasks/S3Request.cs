using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Models;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>Writes the input of an operation of S3 as an HTTP request, by the model, as the SDK does.</summary>
sealed class S3Request
{
    const string ChecksumHeader = "x-amz-checksum-";

    readonly HeaderDictionary headers = new();
    readonly List<string> query = [];
    byte[] body = [];

    S3Request() { }

    /// <param name="input">The members with their names in the model.</param>
    public static WireRequest Of(OperationModel operation, JsonObject input)
    {
        var address = operation.Uri!.Split('?');
        var path = address[0];
        var request = new S3Request();
        if (address.Length > 1)
            request.query.Add(address[1]);
        foreach (var member in operation.Input?.Members ?? [])
        {
            if (member.Place == Place.Path)
                path = path.Replace($"{{{member.WireName}}}", Escaped(input[member.Name]), StringComparison.Ordinal)
                    .Replace($"{{{member.WireName}+}}", Escaped(input[member.Name]), StringComparison.Ordinal);
            else if (input[member.Name] is { } value)
                request.Add(member, value);
        }
        if (operation.Name == "PutObject")
            request.AddContent();
        return new(operation.Method!, path, string.Join('&', request.query), request.headers, request.body);
    }

    void Add(Member member, JsonNode value)
    {
        switch (member.Place)
        {
            case Place.Query:
                query.Add($"{member.WireName}={Escaped(value)}");
                break;
            case Place.Header:
                headers[member.WireName] = member.Shape is TimestampShape ? Rfc822(value) : TextOf(value);
                break;
            case Place.Headers:
                foreach (var (key, text) in value.AsObject())
                    headers[member.WireName + key] = text is null ? "" : TextOf(text);
                break;
            default:
                body = member.Shape switch
                {
                    BlobShape => Convert.FromBase64String(TextOf(value)),
                    StructureShape structure => Encoding.UTF8.GetBytes(S3Xml.Write(member.WireName, structure, value).ToString()),
                    _ => Encoding.UTF8.GetBytes(TextOf(value)),
                };
                break;
        }
    }

    /// <summary>What the SDK adds to an object: the type of a text, and a CRC32 checksum if the task gives no checksum.</summary>
    void AddContent()
    {
        if (!headers.ContainsKey("Content-Type"))
            headers["Content-Type"] = "text/plain; charset=UTF-8";
        if (!headers.Keys.Any(name => name.StartsWith(ChecksumHeader, StringComparison.OrdinalIgnoreCase)))
            headers[$"{ChecksumHeader}crc32"] = Convert.ToBase64String(Crc.Crc32.Of(body));
    }

    static string Escaped(JsonNode? value) => Uri.EscapeDataString(value is null ? "" : TextOf(value));

    /// <summary>A list travels as its items with commas between them.</summary>
    static string TextOf(JsonNode value) =>
        value switch
        {
            JsonValue text when text.TryGetValue<string>(out var plain) => plain,
            JsonArray items => string.Join(',', items.Select(item => item is null ? "" : TextOf(item))),
            _ => value.ToJsonString(SdkJson.Compact),
        };

    static string Rfc822(JsonNode value) =>
        DateTimeOffset.Parse(TextOf(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToString("R");
}
