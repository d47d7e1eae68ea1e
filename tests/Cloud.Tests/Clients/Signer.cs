using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Classroom.Cloud.Tests.Clients;

/// <summary>Signs requests as the specification of Signature Version 4 says, without a line of the code under test.</summary>
sealed class Signer(string key, string secret, string service, string? token = null)
{
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UtcNow;

    string Time => Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    string Scope => $"{Time[..8]}/us-east-1/{service}/aws4_request";

    public void Sign(HttpRequestMessage request, byte[] body)
    {
        // S3 wants to be told.
        if (service == "s3")
            request.Headers.TryAddWithoutValidation("X-Amz-Content-Sha256", Hash(body));
        SignWith(request, Hash(body));
    }

    /// <summary>An address that lets whoever has it do this for an hour.</summary>
    public string Presign(HttpMethod method, string address)
    {
        var query =
            $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"{key}/{Scope}")}"
            + $"&X-Amz-Date={Time}&X-Amz-Expires=3600&X-Amz-SignedHeaders=host";
        var canonical = $"{method}\n{new Uri(address).AbsolutePath}\n{query}\nhost:{new Uri(address).Authority}\n\nhost\nUNSIGNED-PAYLOAD";
        return $"{address}?{query}&X-Amz-Signature={Signature("AWS4-HMAC-SHA256", Hash(Encoding.UTF8.GetBytes(canonical)))}";
    }

    /// <summary>A body in chunks, each with a signature of its own.</summary>
    public void SignChunks(HttpRequestMessage request, IReadOnlyList<byte[]> chunks, Func<string, string>? forge = null)
    {
        request.Headers.TryAddWithoutValidation("X-Amz-Content-Sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        request.Headers.TryAddWithoutValidation("X-Amz-Decoded-Content-Length", $"{chunks.Sum(chunk => chunk.Length)}");
        var previous = SignWith(request, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        var body = new MemoryStream();
        foreach (var chunk in chunks.Append([]))
        {
            previous = Signature("AWS4-HMAC-SHA256-PAYLOAD", $"{previous}\n{Hash([])}\n{Hash(chunk)}");
            body.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x};chunk-signature={(forge ?? (own => own))(previous)}\r\n"));
            body.Write(chunk);
            body.Write("\r\n"u8);
        }
        request.Content = new ByteArrayContent(body.ToArray());
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", "aws-chunked");
    }

    string SignWith(HttpRequestMessage request, string payload)
    {
        request.Headers.TryAddWithoutValidation("X-Amz-Date", Time);
        if (token is not null)
            request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", token);
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = request.RequestUri!.Authority };
        foreach (
            var header in request.Headers.Where(header =>
                header.Key.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase) && header.Key != "X-Amz-Target"
            )
        )
            signed[header.Key.ToLowerInvariant()] = header.Value.Single();
        var names = string.Join(';', signed.Keys);
        var headers = string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n"));
        var query = string.Join(
            '&',
            request
                .RequestUri.Query.TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Contains('=') ? part : part + "=")
                .Order(StringComparer.Ordinal)
        );
        // Every service but S3 escapes the path once more.
        var path =
            service == "s3"
                ? request.RequestUri.AbsolutePath
                : string.Join('/', request.RequestUri.AbsolutePath.Split('/').Select(Uri.EscapeDataString));
        var signature = Signature(
            "AWS4-HMAC-SHA256",
            Hash(Encoding.UTF8.GetBytes($"{request.Method}\n{path}\n{query}\n{headers}\n{names}\n{payload}"))
        );
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={key}/{Scope}, SignedHeaders={names}, Signature={signature}"
        );
        return signature;
    }

    string Signature(string algorithm, string rest)
    {
        var signing = new[] { Time[..8], "us-east-1", service, "aws4_request" }.Aggregate(
            Encoding.UTF8.GetBytes($"AWS4{secret}"),
            (known, part) => HMACSHA256.HashData(known, Encoding.UTF8.GetBytes(part))
        );
        return Convert.ToHexStringLower(HMACSHA256.HashData(signing, Encoding.UTF8.GetBytes($"{algorithm}\n{Time}\n{Scope}\n{rest}")));
    }

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
