using System.Text;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Gateway.Protocols;
using Classroom.Cloud.Runtime;
using Classroom.Languages;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>The aws-sdk integration of S3, whose operations read their members from the HTTP request.</summary>
sealed class S3Tasks(Lazy<Dispatcher> dispatcher, Catalog catalog, IEnumerable<IServiceProtocol> protocols, RequestIds ids)
{
    public async Task<JsonObject> CallAsync(Caller caller, Service service, S3Operation operation, JsonObject input)
    {
        var request = RequestOf(operation, input);
        var target =
            protocols.Select(protocol => protocol.Resolve(service, catalog, request)).FirstOrDefault(found => found is not null)
            ?? throw service.Unknown(operation.Name);
        var known = target.Operation ?? throw service.Unknown(operation.Name);
        var read = target.Protocol.Read(known, request, target.Route) ?? throw service.Unknown(operation.Name);
        var output = await dispatcher.Value.CallAsync(caller, known, read).ConfigureAwait(false);
        return OutputOf(operation, target.Protocol.Write(known, output, ids.Next()));
    }

    static WireRequest RequestOf(S3Operation operation, JsonObject input)
    {
        var headers = new HeaderDictionary();
        var parameters = new List<string>();
        if (operation.SubResource is { } selecting)
            parameters.Add(selecting);
        byte[] body = [];
        foreach (var (name, value) in input)
        {
            if (value is null || name is "Bucket" or "Key")
                continue;
            if (name == operation.Body)
                body = BodyOf(name, value);
            else if (name == "Metadata")
                AddMetadata(headers, value);
            else if (S3Names.Parameters.TryGetValue(name, out var parameter))
                parameters.Add($"{parameter}={Uri.EscapeDataString(TextOf(value))}");
            else
                headers[S3Names.RequestHeaders[name]] = TextOf(value);
        }
        var path = operation.Scope switch
        {
            S3Scope.Service => "/",
            S3Scope.Bucket => $"/{Escaped(input["Bucket"])}",
            _ => $"/{Escaped(input["Bucket"])}/{Escaped(input["Key"])}",
        };
        return new(operation.Method, path, string.Join('&', parameters), headers, body);
    }

    static string Escaped(JsonNode? value) => Uri.EscapeDataString(value is null ? "" : TextOf(value));

    static void AddMetadata(HeaderDictionary headers, JsonNode value)
    {
        foreach (var (key, text) in value as JsonObject ?? [])
            headers[S3Names.MetadataPrefix + key] = text is null ? "" : TextOf(text);
    }

    /// <summary>
    /// Body is sent as JSON, a text with its quotes. Policy is a text; the other bodies are structures, which are sent as XML.
    /// </summary>
    static byte[] BodyOf(string name, JsonNode value) =>
        Encoding.UTF8.GetBytes(
            name switch
            {
                "Body" => value.ToJsonString(SdkJson.Compact),
                "Policy" => TextOf(value),
                "MultipartUpload" => S3Xml.Write("CompleteMultipartUpload", value).ToString(),
                _ => S3Xml.Write(name, value).ToString(),
            }
        );

    /// <summary>A list travels as its items with commas between them; any other JSON that is given for a text as its text.</summary>
    static string TextOf(JsonNode value) =>
        value switch
        {
            JsonValue text when text.TryGetValue<string>(out var plain) => plain,
            JsonArray { Count: > 0 } items
                when items.All(item => item is JsonValue) && items[0]!.GetValueKind() == System.Text.Json.JsonValueKind.String =>
                string.Join(',', items.Select(item => TextOf(item!))),
            _ => value.ToJsonString(SdkJson.Compact),
        };

    static JsonObject OutputOf(S3Operation operation, WireAnswer answer)
    {
        var made = new JsonObject();
        var metadata = new JsonObject();
        foreach (var (header, value) in answer.Headers)
        {
            if (header.StartsWith(S3Names.MetadataPrefix, StringComparison.OrdinalIgnoreCase))
                metadata[header[S3Names.MetadataPrefix.Length..].ToLowerInvariant()] = value;
            else if (S3Names.ByResponseHeader.TryGetValue(header, out var member))
                made[member] = S3Xml.Typed(member, value);
        }
        if (operation.Name is "GetObject" or "HeadObject")
            AddObject(made, metadata, operation.Name, answer);
        else if (operation.Name == "GetBucketPolicy")
            made["Policy"] = Encoding.UTF8.GetString(answer.Body.Span);
        else if (answer.Body.Length > 0)
            AddXml(made, operation.Name, answer);
        return made;
    }

    static void AddObject(JsonObject made, JsonObject metadata, string operation, WireAnswer answer)
    {
        made["Metadata"] = metadata;
        if (answer.ContentType is not null)
            made["ContentType"] = answer.ContentType;
        if (operation == "HeadObject")
            return;
        made["ContentLength"] = answer.Body.Length;
        made["Body"] = Encoding.UTF8.GetString(answer.Body.Span);
    }

    static void AddXml(JsonObject made, string operation, WireAnswer answer)
    {
        var xml = BoundedXml.Parse(answer.Body.ToArray(), LanguageLimits.Xml);
        if (operation == "GetBucketLocation")
            made["LocationConstraint"] = xml.Value;
        else if (S3Names.ResultMember.TryGetValue(operation, out var member))
            made[member] = S3Xml.Read(xml);
        else
        {
            foreach (var (name, value) in S3Xml.Read(xml))
                made[name] = value?.DeepClone();
        }
    }
}
