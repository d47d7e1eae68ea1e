using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;

namespace Classroom.Cli.Provider;

/// <summary>The policies of a role: those in it and those attached to it. IAM deletes no role that has some.</summary>
static class RoleParts
{
    public static async Task<IReadOnlyList<string>> InlineAsync(AwsClient aws, string role) =>
        (await aws.Operation<ListRolePolicies>().CallAsync(new(role)).ConfigureAwait(false)).PolicyNames;

    public static async Task<IReadOnlyList<string>> AttachedAsync(AwsClient aws, string role) =>
        [
            .. (await aws.Operation<ListAttachedRolePolicies>().CallAsync(new(role)).ConfigureAwait(false)).AttachedPolicies.Select(
                policy => policy.PolicyArn
            ),
        ];

    public static async Task RemoveAsync(AwsClient aws, string role, IEnumerable<string> inline, IEnumerable<string> attached)
    {
        foreach (var name in inline)
            await aws.Operation<DeleteRolePolicy>().CallAsync(new(role, name)).ConfigureAwait(false);
        foreach (var arn in attached)
            await aws.Operation<DetachRolePolicy>().CallAsync(new(role, arn)).ConfigureAwait(false);
    }

    /// <summary>Deletes a role with everything that somebody has added to it.</summary>
    public static async Task DeleteAsync(AwsClient aws, string role)
    {
        await RemoveAsync(
                aws,
                role,
                await InlineAsync(aws, role).ConfigureAwait(false),
                await AttachedAsync(aws, role).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        await aws.Operation<DeleteRole>().CallAsync(new(role)).ConfigureAwait(false);
    }
}
