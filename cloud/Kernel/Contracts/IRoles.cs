using Classroom.Cloud.Api;

namespace Classroom.Cloud.Contracts;

/// <summary>Temporary credentials.</summary>
sealed record Credentials(string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration)
{
    /// <summary>Without the secret, because logs keep what is printed.</summary>
    public override string ToString() => $"Credentials {{ AccessKeyId = {AccessKeyId} }}";
}

/// <summary>The roles of IAM, for services that act with them.</summary>
interface IRoles
{
    /// <summary>A caller with the rights of a role; null where the role does not exist.</summary>
    Caller? ActAs(string roleArn, string session);

    /// <summary>Whether a role exists and its trust policy lets a caller assume it.</summary>
    bool Trusts(string roleArn, Caller caller, Call call);

    /// <summary>Credentials of a role, for a process that acts with it.</summary>
    Credentials OpenSession(string roleArn, string session, TimeSpan duration);
}
