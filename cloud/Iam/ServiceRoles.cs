using Classroom.Access;
using Classroom.Cloud.Callers;
using Classroom.Cloud.Gateway;
using Classroom.Cloud.Hosting;

namespace Classroom.Cloud.Iam;

/// <summary>Roles that services take on to act for somebody.</summary>
sealed class ServiceRoles(IamStore iam, Guard guard, CloudSettings settings, RequestIds ids, TimeProvider clock)
{
    /// <summary>The service with the rights of a role, if the role lets it.</summary>
    public Caller TakeOn(string roleArn, string service, string sourceArn, string session)
    {
        var asked = Caller.Service(service, sourceArn, settings.Account);
        var call = new Call(asked, ids.Next(), clock.GetUtcNow());
        if (iam.RoleByArn(roleArn) is { } role && TrustPolicies.Decide(guard, asked, role, call, settings.Account).IsAllowed) return iam.ActAs(role, session);
        throw new AwsException("AccessDeniedException", $"{service} is not authorized to assume the role {roleArn}: the role is not there, or its trust policy does not name the service");
    }
}
