using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Gateway.Protocols;
using Classroom.Languages;

namespace Classroom.Cloud.S3;

/// <summary>
/// A request to S3: bucket, key, and the HTTP request, from whose query and headers the operations read their parameters.
/// </summary>
sealed record S3Request(string Bucket, string Key, WireRequest Wire)
{
    public XElement ReadXml()
    {
        try
        {
            return BoundedXml.Parse(Wire.Body, LanguageLimits.Xml);
        }
        catch (LanguageException)
        {
            throw new AwsException(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema"
            );
        }
    }

    public int Number(string parameter, int otherwise) =>
        Wire.Parameter(parameter) is { Length: > 0 } text
            ? int.TryParse(text, out var number) && number >= 0
                ? number
                : throw new AwsException("InvalidArgument", $"Provided {parameter} not an integer or within integer range")
            : otherwise;
}

/// <summary>The answer of S3: a status, headers, and XML or bytes.</summary>
sealed record S3Answer(int Status = 200)
{
    public XElement? Xml { get; init; }

    public ReadOnlyMemory<byte>? Content { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static S3Answer Of(XElement xml) => new() { Xml = xml };
}

/// <summary>
/// The REST XML protocol of S3. <see cref="S3Routes"/> finds the operation.
/// </summary>
sealed partial class S3Protocol(HostNames names, S3Gate gate) : IServiceProtocol
{
    // A key may contain characters that XML 1.0 does not allow. S3 writes them as character references, and offers encoding-type=url for
    // parsers that refuse those.
    static readonly XmlWriterSettings Unchecked = new()
    {
        CheckCharacters = false,
        OmitXmlDeclaration = true,
        Encoding = new UTF8Encoding(false),
    };

    static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    public Target? Resolve(Service service, Catalog catalog, WireRequest request)
    {
        if (service is not S3Service)
            return null;
        var (bucket, key) = Split(request);
        // The model does not have the forms of browsers, which are sent to the bucket.
        var name =
            request.Method == "POST" && bucket.Length > 0 && key.Length == 0 && request.Query.Count == 0
                ? nameof(PostObject)
                : S3Routes.NameOf(request, bucket, key, name => catalog.Find(service, name) is not null);
        return new(service, catalog.Find(service, name), name, this, new Dictionary<string, string> { ["Bucket"] = bucket, ["Key"] = key });
    }

    public object? Read(Operation operation, WireRequest request, IReadOnlyDictionary<string, string> route)
    {
        var input = new S3Request(route["Bucket"], route["Key"], PresignedHeaders.Unfold(request));
        gate.Check(operation.Name, input);
        return input;
    }

    public WireAnswer Write(Operation operation, object output, string requestId)
    {
        var answer = (S3Answer)output;
        IReadOnlyList<(string, string)> headers = [.. answer.Headers, ("x-amz-id-2", HostId(requestId)), ("Server", "AmazonS3")];
        if (answer.Xml is { } xml)
            return new(answer.Status, "application/xml", Text(xml)) { Headers = headers };
        return new(answer.Status, answer.ContentType, answer.Content ?? ReadOnlyMemory<byte>.Empty) { Headers = headers };
    }

    public WireAnswer WriteError(Service? service, AwsException error, string requestId)
    {
        if (error.Status == 304)
            return WireAnswer.Empty(304);
        var xml = new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message));
        foreach (var (name, value) in error.Details ?? new Dictionary<string, object>())
            xml.Add(new XElement(name, value));
        xml.Add(new XElement("RequestId", requestId), new XElement("HostId", HostId(requestId)));
        return new(error.Status, "application/xml", Text(xml)) { Headers = [("x-amz-id-2", HostId(requestId)), ("Server", "AmazonS3")] };
    }

    /// <summary>AWS's second id of a request, which names the server that has answered.</summary>
    static string HostId(string requestId) => Convert.ToBase64String(Encoding.UTF8.GetBytes(requestId));

    /// <summary>The bucket is the first part of the path, or of the host name.</summary>
    (string Bucket, string Key) Split(WireRequest request)
    {
        var path = request.RawPath.TrimStart('/');
        if (names.PrefixOf(request.Header("Host") ?? "") is { } prefix && EndOfBucket().Replace(prefix, "") is { Length: > 0 } own)
            return (own, Uri.UnescapeDataString(path));
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? (Uri.UnescapeDataString(path), "")
            : (Uri.UnescapeDataString(path[..slash]), Uri.UnescapeDataString(path[(slash + 1)..]));
    }

    /// <summary>In bucket.s3.us-east-1.localhost the bucket ends before .s3; in s3.localhost there is no bucket.</summary>
    [GeneratedRegex(@"(^|\.)s3(\.[a-z]+(-[a-z]+)+-\d)?$")]
    private static partial Regex EndOfBucket();

    static byte[] Text(XElement xml)
    {
        if (xml.Name.Namespace == XNamespace.None && xml.Name.LocalName != "Error")
        {
            foreach (var element in xml.DescendantsAndSelf())
                element.Name = Namespace + element.Name.LocalName;
        }
        var text = new MemoryStream();
        text.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"u8);
        using (var writer = XmlWriter.Create(text, Unchecked))
            xml.Save(writer);
        return text.ToArray();
    }
}
