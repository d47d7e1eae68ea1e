using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Classroom.Functions.StepFunctions;

/// <summary>Signs a request to AWS with Signature Version 4: the URL, the headers, and the hash of the body.</summary>
static class RequestSigner
{
    const string Algorithm = "AWS4-HMAC-SHA256";

    public static void Sign(
        HttpRequestMessage request,
        byte[] body,
        AwsCredentials credentials,
        string region,
        string service,
        DateTimeOffset now
    )
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var day = time[..8];
        request.Headers.TryAddWithoutValidation("X-Amz-Date", time);
        if (!string.IsNullOrEmpty(credentials.SessionToken))
            request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", credentials.SessionToken);

        var uri = request.RequestUri!;
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}",
        };
        foreach (var (name, values) in request.Headers)
            headers[name.ToLowerInvariant()] = string.Join(',', values).Trim();
        if (request.Content?.Headers.ContentType is { } type)
            headers["content-type"] = type.ToString();

        var signed = string.Join(';', headers.Keys);
        var canonical =
            $"{request.Method}\n{Path(uri, service)}\n{Query(uri)}\n"
            + $"{string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n"))}\n{signed}\n{Hash(body)}";
        var scope = $"{day}/{region}/{service}/aws4_request";
        var toSign = $"{Algorithm}\n{time}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = new[] { day, region, service, "aws4_request" }.Aggregate(
            Encoding.UTF8.GetBytes($"AWS4{credentials.SecretAccessKey}"),
            Mac
        );
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{Algorithm} Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={signed}, "
                + $"Signature={Convert.ToHexStringLower(Mac(key, toSign))}"
        );
    }

    /// <summary>Every service but S3 percent-encodes the path a second time.</summary>
    static string Path(Uri uri, string service) =>
        service == "s3" ? uri.AbsolutePath : string.Join('/', uri.AbsolutePath.Split('/').Select(Uri.EscapeDataString));

    static string Query(Uri uri) =>
        string.Join(
            '&',
            uri.Query.TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : $"{pair}=")
                .Order(StringComparer.Ordinal)
        );

    static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
