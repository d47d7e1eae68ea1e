using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Contracts;

/// <summary>Assumes roles for services that act on behalf of a resource of the account.</summary>
sealed class AssumedRoles(Lazy<IRoles> roles, CloudSettings settings, RequestIds ids, TimeProvider clock)
{
    /// <summary>Returns a caller with the permissions of the role. Fails if the role does not trust the service.</summary>
    public Caller Assume(string roleArn, string service, string sourceArn, string session)
    {
        var asked = Caller.Service(service, sourceArn, settings.Account);
        if (
            roles.Value.Trusts(roleArn, asked, new(asked, ids.Next(), clock.GetUtcNow())) && roles.Value.ActAs(roleArn, session) is { } role
        )
            return role;
        throw new AwsException(
            "AccessDeniedException",
            $"{service} is not authorized to assume the role {roleArn}: the role does not exist, or its trust policy does not name the "
                + $"service"
        );
    }
}
