using Classroom.Cloud.Api;

namespace Classroom.Cloud.Contracts;

/// <summary>Temporary credentials.</summary>
sealed record Credentials(string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration)
{
    /// <summary>Does not print the secret, because the text may be written to logs.</summary>
    public override string ToString() => $"Credentials {{ AccessKeyId = {AccessKeyId} }}";
}

/// <summary>The roles of IAM, for services that act with the permissions of a role.</summary>
interface IRoles
{
    /// <summary>A caller with the permissions of a role; null if the role does not exist.</summary>
    Caller? ActAs(string roleArn, string session);

    /// <summary>Whether a role exists and its trust policy allows a caller to assume it.</summary>
    bool Trusts(string roleArn, Caller caller, Call call);

    /// <summary>Creates temporary credentials of a role, for a process that acts with its permissions.</summary>
    Credentials OpenSession(string roleArn, string session, TimeSpan duration);
}
