using Classroom.Access;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Gateway.Signatures;

/// <summary>Finds the caller of a request by its signature, and verifies the signature.</summary>
sealed class Authenticator(CloudSettings settings, HostNames names, ICredentials credentials, TimeProvider clock)
{
    static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(15);

    /// <summary>Returns the caller; the anonymous caller for an unsigned request.</summary>
    public (Caller Caller, RequestSignature? Signature, string? Secret) Authenticate(WireRequest request, Service? service)
    {
        var words = new SignatureErrors(service);
        if (service is { Protocol: WireProtocol.RestXml } && SignatureV2.IsIn(request))
            return AuthenticateVersion2(request, words);
        if (service is { Protocol: WireProtocol.RestXml } && FormOf(request) is { } form)
            return (AuthenticateForm(form, request, words), null, null);
        RequestSignature? signature;
        try
        {
            signature = SignatureV4.Read(request);
        }
        catch (FormatException exception)
        {
            throw request.HasParameter("X-Amz-Algorithm")
                ? words.IncompleteQuery(request, exception.Message)
                : words.Incomplete(exception.Message);
        }
        if (signature is null)
        {
            if (IsOfVersion2(request))
                throw SignatureErrors.OldVersion();
            if (request.Header("Authorization") is not null)
                throw words.Incomplete("The Authorization header is not one of AWS4-HMAC-SHA256.");
            return (new(new(PrincipalKind.Anonymous, "*", ""), "anonymous"), null, null);
        }
        CheckTime(signature, words);
        var (secret, caller) =
            Find(signature.Credential.AccessKeyId, signature.SessionToken, request.IsFromFunction) ?? throw words.UnknownKey();
        if (signature.IsPresigned && service is { Protocol: WireProtocol.RestXml })
            CheckHeaders(signature, request);
        if (!SignatureV4.IsRight(signature, request, secret))
            throw Mismatch(signature, request, words);
        if (!SignatureV4.IsBodyRight(request))
            throw words.BodyMismatch();
        return (caller, signature, secret);
    }

    (Caller Caller, RequestSignature? Signature, string? Secret) AuthenticateVersion2(WireRequest request, SignatureErrors words)
    {
        SignatureV2 signature;
        try
        {
            signature = SignatureV2.Read(request);
        }
        catch (FormatException exception)
        {
            throw new AwsException("AccessDenied", exception.Message, 403);
        }
        if (signature.Expires < clock.GetUtcNow())
            throw words.PresignedExpired(signature.Expires, clock.GetUtcNow(), null);
        var (secret, caller) = Find(signature.AccessKeyId, signature.SessionToken, request.IsFromFunction) ?? throw words.UnknownKey();
        var toSign = SignatureV2.ToSign(request, BucketInHost(request));
        return signature.IsRight(toSign, secret)
            ? (caller, null, secret)
            : throw words.Mismatch(signature.AccessKeyId, toSign, signature.Signature);
    }

    /// <summary>The signature in the form of a browser; null for a request with another signature, or without one.</summary>
    static FormSignature? FormOf(WireRequest request) =>
        request.Header("Authorization") is null && request.Form is { } form ? FormSignature.Read(form) : null;

    /// <summary>The policy of a form says how long it is valid, and S3 checks that with the other conditions.</summary>
    Caller AuthenticateForm(FormSignature signature, WireRequest request, SignatureErrors words)
    {
        var (secret, caller) = Find(signature.AccessKeyId, signature.SessionToken, request.IsFromFunction) ?? throw words.UnknownKey();
        return signature.IsRight(secret) ? caller : throw words.Mismatch(signature.AccessKeyId, signature.Policy, signature.Signature);
    }

    /// <summary>The bucket in bucket.s3.localhost or bucket.localhost.</summary>
    string? BucketInHost(WireRequest request)
    {
        if (names.PrefixOf(request.Header("Host") ?? "") is not { } prefix || prefix == "s3")
            return null;
        var end = prefix.IndexOf(".s3", StringComparison.Ordinal);
        return end < 0 ? prefix : prefix[..end];
    }

    /// <summary>S3 wants every header of its own signed.</summary>
    static void CheckHeaders(RequestSignature signature, WireRequest request)
    {
        List<string> unsigned =
        [
            .. request
                .Headers.Keys.Select(name => name.ToLowerInvariant())
                .Where(name => name.StartsWith("x-amz-", StringComparison.Ordinal) && !signature.SignedHeaders.Contains(name))
                .Order(StringComparer.Ordinal),
        ];
        if (unsigned.Count > 0)
            throw SignatureErrors.NotSigned(unsigned);
    }

    static AwsException Mismatch(RequestSignature signature, WireRequest request, SignatureErrors words)
    {
        var canonical = SignatureV4.CanonicalOf(signature, request);
        return words.Mismatch(signature.Credential.AccessKeyId, SignatureV4.ToSign(signature, canonical), signature.Signature, canonical);
    }

    static bool IsOfVersion2(WireRequest request) =>
        request.Header("Authorization")?.StartsWith("AWS ", StringComparison.Ordinal) == true || SignatureV2.IsIn(request);

    void CheckTime(RequestSignature signature, SignatureErrors words)
    {
        var now = clock.GetUtcNow();
        if (signature.ValidFor is { } valid && now - signature.Signed > valid)
            throw words.PresignedExpired(signature.Signed + valid, now, valid);
        if (signature.Signed > now + LargestSkew)
            throw words.TooEarly(signature.Signed, now);
        if (!signature.IsPresigned && signature.Signed < now - LargestSkew)
            throw words.Expired(signature.Signed, now, LargestSkew);
    }

    (string Secret, Caller Caller)? Find(string accessKeyId, string? sessionToken, bool isFromFunction)
    {
        // The code of a student must not become the root user, whose default keys everybody knows.
        if (accessKeyId == settings.RootAccessKeyId)
            return isFromFunction
                ? null
                : (settings.RootSecretAccessKey, Caller.Root(settings.Account) with { AccessKeyId = settings.RootAccessKeyId });
        return credentials.Find(accessKeyId, sessionToken);
    }
}
