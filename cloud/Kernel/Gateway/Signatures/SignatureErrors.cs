using System.Globalization;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Gateway.Signatures;

/// <summary>The errors of a signature that is not accepted. The words differ between the kinds of services.</summary>
sealed class SignatureErrors(Service? service)
{
    readonly WireProtocol protocol = service?.Protocol ?? WireProtocol.Json;

    static readonly string[] QueryParameters =
    [
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Signature",
        "X-Amz-Date",
        "X-Amz-SignedHeaders",
        "X-Amz-Expires",
    ];

    const string NotTheSame =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing "
        + "method. Consult the service documentation for details.";

    public AwsException Mismatch() =>
        protocol switch
        {
            WireProtocol.Json => new("InvalidSignatureException", NotTheSame),
            WireProtocol.RestJson => new("InvalidSignatureException", NotTheSame, 403),
            WireProtocol.RestXml => new(
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
                403
            ),
            _ => new("SignatureDoesNotMatch", NotTheSame, 403),
        };

    /// <summary>The mismatch of a signature: S3 shows what it signs.</summary>
    public AwsException Mismatch(string accessKeyId, string toSign, string given, string? canonical = null)
    {
        var plain = Mismatch();
        if (protocol != WireProtocol.RestXml)
            return plain;
        var details = new Dictionary<string, object>
        {
            ["AWSAccessKeyId"] = accessKeyId,
            ["StringToSign"] = toSign,
            ["SignatureProvided"] = given,
            ["StringToSignBytes"] = Bytes(toSign),
        };
        if (canonical is not null)
            (details["CanonicalRequest"], details["CanonicalRequestBytes"]) = (canonical, Bytes(canonical));
        return new(plain.Code, plain.Message, plain.Status) { Details = details };
    }

    public static AwsException NotSigned(IEnumerable<string> headers) =>
        new("AccessDenied", "There were headers present in the request which were not signed", 403)
        {
            Details = new Dictionary<string, object> { ["HeadersNotSigned"] = string.Join(", ", headers) },
        };

    static string Bytes(string text) => string.Join(' ', System.Text.Encoding.UTF8.GetBytes(text).Select(one => $"{one:x2}"));

    public AwsException UnknownKey() =>
        protocol switch
        {
            WireProtocol.Json => new("UnrecognizedClientException", "The security token included in the request is invalid."),
            WireProtocol.RestJson => new("UnrecognizedClientException", "The security token included in the request is invalid.", 403),
            WireProtocol.RestXml => new("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", 403),
            _ => new("InvalidClientTokenId", "The security token included in the request is invalid.", 403),
        };

    public static AwsException OldVersion() =>
        new("InvalidRequest", "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");

    public AwsException Missing() =>
        protocol switch
        {
            WireProtocol.Json => new("MissingAuthenticationTokenException", "Missing Authentication Token"),
            WireProtocol.RestJson => new("MissingAuthenticationTokenException", "Missing Authentication Token", 403),
            WireProtocol.RestXml => new("AccessDenied", "Access Denied", 403),
            _ => new("MissingAuthenticationToken", "Request is missing Authentication Token", 403),
        };

    public AwsException Incomplete(string message) =>
        protocol switch
        {
            WireProtocol.RestXml => new("AuthorizationHeaderMalformed", message),
            WireProtocol.Query => new("IncompleteSignature", message),
            _ => new("IncompleteSignatureException", message, protocol == WireProtocol.Json ? 400 : 403),
        };

    /// <summary>A presigned request whose parameters cannot be read.</summary>
    public AwsException IncompleteQuery(WireRequest request, string message)
    {
        if (protocol != WireProtocol.RestXml)
            return Incomplete(message);
        var isPartMissing = Array.Exists(QueryParameters, name => !request.HasParameter(name));
        return new(
            "AuthorizationQueryParametersError",
            isPartMissing
                    ? "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, "
                        + "X-Amz-SignedHeaders, and X-Amz-Expires parameters."
                : Credential.Parse(request.Parameter("X-Amz-Credential")!) is null
                    ? "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "
                        + "\"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."
                : message
        );
    }

    public AwsException BodyMismatch() =>
        protocol == WireProtocol.RestXml
            ? new("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.")
            : Mismatch();

    /// <param name="valid">How long the request was valid, if the request says so.</param>
    public AwsException PresignedExpired(DateTimeOffset at, DateTimeOffset now, TimeSpan? valid)
    {
        if (protocol != WireProtocol.RestXml)
            return Skewed("Signature expired");
        var details = new Dictionary<string, object>();
        if (valid is { } time)
            details["X-Amz-Expires"] = $"{time.TotalSeconds:0}";
        details["Expires"] = Extended(at);
        details["ServerTime"] = Extended(now);
        return new("AccessDenied", "Request has expired", 403) { Details = details };
    }

    public AwsException Expired(DateTimeOffset signed, DateTimeOffset now, TimeSpan most) =>
        protocol == WireProtocol.RestXml
            ? new("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", 403)
            : Skewed(
                $"Signature expired: {Basic(signed)} is now earlier than {Basic(now - most)} ({Basic(now)} - {most.TotalMinutes:0} min.)"
            );

    public AwsException TooEarly(DateTimeOffset signed, DateTimeOffset now) =>
        protocol == WireProtocol.RestXml
            ? new("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", 403)
            : Skewed(
                $"Signature not yet current: {Basic(signed)} is still later than {Basic(now.AddMinutes(15))} ({Basic(now)} + 15 min.)"
            );

    AwsException Skewed(string message) =>
        protocol switch
        {
            WireProtocol.Json => new("InvalidSignatureException", message),
            WireProtocol.RestJson => new("InvalidSignatureException", message, 403),
            _ => new("SignatureDoesNotMatch", message, 403),
        };

    static string Extended(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static string Basic(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
