using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;

namespace Classroom.Cli.Sweeping;

sealed class Policies : OwnKind
{
    public override string Word => "policy";

    public override int Order => 9;

    public override Task<IReadOnlyList<Found>> ListAsync(AwsClient aws) =>
        PagesAsync(async next =>
        {
            var page = await aws.Operation<ListPolicies>().CallAsync(new(Scope: "Local", Marker: next)).ConfigureAwait(false);
            return (page.Policies.Select(policy => new Found(policy.PolicyName, policy.Arn)), page.Marker);
        });

    public override Task DeleteAsync(AwsClient aws, Found found) => DeleteWithVersionsAsync(aws, found.Id);

    static async Task DeleteWithVersionsAsync(AwsClient aws, string policy)
    {
        var versions = await aws.Operation<ListPolicyVersions>().CallAsync(new(policy)).ConfigureAwait(false);
        foreach (var version in versions.Versions.Where(version => !version.IsDefaultVersion))
            await aws.Operation<DeletePolicyVersion>().CallAsync(new(policy, version.VersionId)).ConfigureAwait(false);
        await aws.Operation<DeletePolicy>().CallAsync(new(policy)).ConfigureAwait(false);
    }
}
