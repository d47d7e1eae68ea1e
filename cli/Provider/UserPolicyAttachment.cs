using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;

namespace Classroom.Cli.Provider;

sealed class UserPolicyAttachment() : PolicyAttachment("User")
{
    protected override Task AttachAsync(string holder, string policy, LocalCloud cloud) =>
        cloud.Operation<AttachUserPolicy>().CallAsync(new(holder, policy));

    protected override Task DetachAsync(string holder, string policy, LocalCloud cloud) =>
        cloud.Operation<DetachUserPolicy>().CallAsync(new(holder, policy));

    protected override async Task<IReadOnlyList<AttachedPolicyView>> ListAsync(string holder, LocalCloud cloud) =>
        (await cloud.Operation<ListAttachedUserPolicies>().CallAsync(new(holder)).ConfigureAwait(false)).AttachedPolicies;
}
