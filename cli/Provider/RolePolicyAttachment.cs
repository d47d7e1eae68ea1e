using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;

namespace Classroom.Cli.Provider;

sealed class RolePolicyAttachment() : PolicyAttachment("Role")
{
    protected override Task AttachAsync(string holder, string policy, LocalCloud cloud) =>
        cloud.Operation<AttachRolePolicy>().CallAsync(new(holder, policy));

    protected override Task DetachAsync(string holder, string policy, LocalCloud cloud) =>
        cloud.Operation<DetachRolePolicy>().CallAsync(new(holder, policy));

    protected override async Task<IReadOnlyList<AttachedPolicyView>> ListAsync(string holder, LocalCloud cloud) =>
        (await cloud.Operation<ListAttachedRolePolicies>().CallAsync(new(holder)).ConfigureAwait(false)).AttachedPolicies;
}
