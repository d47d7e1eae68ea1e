using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Iam.Sts;
using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Iam;

/// <summary>Gives other services access to roles.</summary>
sealed class RoleDirectory(IamStore iam, Sessions sessions, Authorizer authorizer, CloudSettings settings) : IRoles
{
    public Caller? ActAs(string roleArn, string session) => iam.RoleByArn(roleArn) is { } role ? iam.ActAs(role, session) : null;

    public bool Trusts(string roleArn, Caller caller, Call call) =>
        iam.RoleByArn(roleArn) is { } role && TrustPolicies.Decide(authorizer, caller, role, call, settings.Account).IsAllowed;

    public Credentials OpenSession(string roleArn, string session, TimeSpan duration) =>
        sessions.Open(roleArn[(roleArn.LastIndexOf('/') + 1)..], null, session, duration);
}
