using Classroom.Cloud.Api;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Contracts;

/// <summary>Roles that services assume to act for a resource of the account.</summary>
sealed class AssumedRoles(Lazy<IRoles> roles, CloudSettings settings, RequestIds ids, TimeProvider clock)
{
    /// <summary>A service with the rights of a role, if the role trusts the service.</summary>
    public Caller Assume(string roleArn, string service, string sourceArn, string session)
    {
        var asked = Caller.Service(service, sourceArn, settings.Account);
        if (
            roles.Value.Trusts(roleArn, asked, new(asked, ids.Next(), clock.GetUtcNow())) && roles.Value.ActAs(roleArn, session) is { } role
        )
            return role;
        throw new AwsException(
            "AccessDeniedException",
            $"{service} is not authorized to assume the role {roleArn}: the role is not there, or its trust policy does not name the "
                + $"service"
        );
    }
}
