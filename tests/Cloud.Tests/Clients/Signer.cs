using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Classroom.Cloud.Tests.Clients;

/// <summary>Signs requests as the specification of Signature Version 4 says, without a line of the code under test.</summary>
sealed class Signer(string key, string secret, string service, string? token = null)
{
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UtcNow;

    public void Sign(HttpRequestMessage request, byte[] body)
    {
        var time = Now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", time);
        if (token is not null) request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", token);
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = request.RequestUri!.Authority, ["x-amz-date"] = time };
        if (token is not null) signed["x-amz-security-token"] = token;
        var names = string.Join(';', signed.Keys);
        var headers = string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n"));
        var query = string.Join('&', request.RequestUri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Contains('=') ? part : part + "=").Order(StringComparer.Ordinal));
        // Every service but S3 escapes the path once more.
        var path = string.Join('/', request.RequestUri.AbsolutePath.Split('/').Select(Uri.EscapeDataString));
        var canonical = $"{request.Method}\n{path}\n{query}\n{headers}\n{names}\n{Hex(SHA256.HashData(body))}";
        var scope = $"{time[..8]}/us-east-1/{service}/aws4_request";
        var text = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signing = new[] { time[..8], "us-east-1", service, "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), (known, part) => HMACSHA256.HashData(known, Encoding.UTF8.GetBytes(part)));
        var signature = Hex(HMACSHA256.HashData(signing, Encoding.UTF8.GetBytes(text)));
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={key}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
