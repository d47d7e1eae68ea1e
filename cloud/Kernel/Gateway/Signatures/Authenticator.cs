using Classroom.Access;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Gateway.Signatures;

/// <summary>Finds the caller of a request by its signature, and verifies the signature.</summary>
sealed class Authenticator(CloudSettings settings, ICredentials credentials, TimeProvider clock)
{
    static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(15);

    /// <summary>Returns the caller; the anonymous caller for an unsigned request.</summary>
    public (Caller Caller, RequestSignature? Signature, string? Secret) Authenticate(WireRequest request, Service? service)
    {
        var words = new SignatureErrors(service);
        RequestSignature? signature;
        try
        {
            signature = SignatureV4.Read(request);
        }
        catch (FormatException exception)
        {
            throw words.Incomplete(exception.Message);
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
        var (secret, caller) = Find(signature, request.IsFromFunction) ?? throw words.UnknownKey();
        if (!SignatureV4.IsRight(signature, request, secret))
            throw words.Mismatch();
        if (!SignatureV4.IsBodyRight(request))
            throw words.BodyMismatch();
        return (caller, signature, secret);
    }

    static bool IsOfVersion2(WireRequest request) =>
        request.Header("Authorization")?.StartsWith("AWS ", StringComparison.Ordinal) == true
        || (request.HasParameter("AWSAccessKeyId") && request.HasParameter("Signature"));

    void CheckTime(RequestSignature signature, SignatureErrors words)
    {
        var now = clock.GetUtcNow();
        if (signature.ValidFor is { } valid && now - signature.Signed > valid)
            throw words.PresignedExpired();
        if (signature.Signed > now + LargestSkew)
            throw words.TooEarly(signature.Signed, now);
        if (!signature.IsPresigned && signature.Signed < now - LargestSkew)
            throw words.Expired(signature.Signed, now, LargestSkew);
    }

    (string Secret, Caller Caller)? Find(RequestSignature signature, bool isFromFunction)
    {
        // The code of a student must not become the root user, whose default keys everybody knows.
        if (signature.Credential.AccessKeyId == settings.RootAccessKeyId)
            return isFromFunction
                ? null
                : (settings.RootSecretAccessKey, Caller.Root(settings.Account) with { AccessKeyId = settings.RootAccessKeyId });
        return credentials.Find(signature.Credential.AccessKeyId, signature.SessionToken);
    }
}
