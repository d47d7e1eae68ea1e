using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>A request as it is written to a connection, byte by byte, so that no HTTP client corrects it.</summary>
/// <param name="Service">The service in the credential scope of the signature; null for an unsigned request.</param>
sealed record RawRequest(string? Service, string Operation, string Method, string Target, byte[] Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The framing of the body: complete, chunked, or shorter than its Content-Length.</summary>
    public Framing Framing { get; init; }

    /// <summary>Whether the signature is invalid: made with an unknown key or over another request.</summary>
    public bool IsForged { get; init; }

    /// <summary>Whether the operation may wait; its answer is then not awaited.</summary>
    public bool MayWait { get; init; }

    public RawRequest With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public RawRequest Without(string name) =>
        this with
        {
            Headers = [.. Headers.Where(header => !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))],
        };
}

enum Framing
{
    Whole,
    Chunked,
    Truncated,
}

/// <summary>
/// Signs requests and converts them to bytes. Signing keys are derived once a day, because deriving them a million times would take longer
/// than the cloud's answers.
/// </summary>
sealed class RequestWriter(string authority, Func<DateTimeOffset> now)
{
    const string Algorithm = "AWS4-HMAC-SHA256";

    readonly ConcurrentDictionary<(string Day, string Service), byte[]> keys = new();

    public byte[] Write(RawRequest request)
    {
        var headers = new List<(string Name, string Value)> { ("Host", authority) };
        headers.AddRange(request.Headers);
        if (request.Service is { } service)
            Sign(request, service, headers);
        if (request.Framing == Framing.Chunked)
            headers.Add(("Transfer-Encoding", "chunked"));
        else if (request.Body.Length > 0 || request.Method is "POST" or "PUT" or "PATCH")
            headers.Add(
                (
                    "Content-Length",
                    (request.Framing == Framing.Truncated ? request.Body.Length + 10 : request.Body.Length).ToString(
                        CultureInfo.InvariantCulture
                    )
                )
            );
        var head = new StringBuilder($"{request.Method} {request.Target} HTTP/1.1\r\n");
        foreach (var (name, value) in headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        var bytes = new MemoryStream();
        bytes.Write(Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()));
        if (request.Framing == Framing.Chunked)
            WriteChunks(bytes, request.Body);
        else
            bytes.Write(request.Body);
        return bytes.ToArray();
    }

    void Sign(RawRequest request, string service, List<(string Name, string Value)> headers)
    {
        var time = now().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var hash = Hash(request.Body);
        headers.Add(("X-Amz-Date", time));
        if (!headers.Exists(header => header.Name == "X-Amz-Content-Sha256"))
            headers.Add(("X-Amz-Content-Sha256", hash));
        var payload = headers.Last(header => header.Name == "X-Amz-Content-Sha256").Value;
        var mark = request.Target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (request.Target, "") : (request.Target[..mark], request.Target[(mark + 1)..]);
        // Every service but S3 percent-encodes the path a second time.
        if (service != "s3")
            path = string.Join('/', path.Split('/').Select(Escape));
        var canonical =
            $"{request.Method}\n{path}\n{Query(query)}\nhost:{authority}\nx-amz-content-sha256:{payload}\nx-amz-date:{time}\n\n"
            + $"host;x-amz-content-sha256;x-amz-date\n{payload}";
        var scope = $"{time[..8]}/us-east-1/{service}/aws4_request";
        var key = keys.GetOrAdd(
            (time[..8], service),
            static day => new[] { day.Day, "us-east-1", day.Service, "aws4_request" }.Aggregate("AWS4test"u8.ToArray(), Mac)
        );
        var signature = Convert.ToHexStringLower(
            Mac(key, $"{Algorithm}\n{time}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(request.IsForged ? "other" : canonical))}")
        );
        headers.Add(
            (
                "Authorization",
                $"{Algorithm} Credential=test/{scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature={signature}"
            )
        );
    }

    static string Query(string query)
    {
        var pairs = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Select(part => (Name: Escape(Unescape(part[0])), Value: part.Length > 1 ? Escape(Unescape(part[1])) : ""));
        return string.Join(
            '&',
            pairs
                .OrderBy(pair => pair.Name, StringComparer.Ordinal)
                .ThenBy(pair => pair.Value, StringComparer.Ordinal)
                .Select(pair => $"{pair.Name}={pair.Value}")
        );
    }

    static void WriteChunks(MemoryStream bytes, byte[] body)
    {
        foreach (var chunk in body.Chunk(1000))
        {
            bytes.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            bytes.Write(chunk);
            bytes.Write("\r\n"u8);
        }
        bytes.Write("0\r\n\r\n"u8);
    }

    static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    static string Escape(string text) => Uri.EscapeDataString(text);

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
