using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;

namespace Classroom.Cli.Provider;

sealed class Policy : ResourceType
{
    public override string Token => "aws:iam/policy:Policy";

    public override IReadOnlyList<string> Inputs => ["name", "description", "policy", "path", "tags"];

    public override IReadOnlyList<string> Fixed => ["name", "description", "path"];

    const int MostVersions = 5;

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => LocalCloud.GlobalArn("iam", $"policy/{inputs.Text("name")}");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Operation<CreatePolicy>()
            .CallAsync(
                new(
                    inputs.Text("name"),
                    inputs.Text("policy"),
                    Path: inputs.Maybe("path"),
                    Description: inputs.Maybe("description"),
                    Tags: inputs.TagList()
                )
            )
            .ConfigureAwait(false);
        var arn = IdOf(inputs, cloud);
        return new(arn, new() { ["arn"] = arn });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        var arn = before.Id!;
        if (before.Inputs.Maybe("policy") != inputs.Maybe("policy"))
        {
            var versions = await OldVersionsAsync(arn, cloud).ConfigureAwait(false);
            if (versions.Count + 1 >= MostVersions)
                await cloud.Operation<DeletePolicyVersion>().CallAsync(new(arn, versions[^1])).ConfigureAwait(false);
            await cloud
                .Operation<CreatePolicyVersion>()
                .CallAsync(new(arn, inputs.Text("policy"), SetAsDefault: true))
                .ConfigureAwait(false);
        }
        await Tags.ChangeAsync(
                before.Inputs,
                inputs,
                keys => cloud.Operation<UntagPolicy>().CallAsync(new(arn, keys)),
                tags => cloud.Operation<TagPolicy>().CallAsync(new(arn, tags.AsList()))
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(async () =>
        {
            foreach (var version in await OldVersionsAsync(id, cloud).ConfigureAwait(false))
                await cloud.Operation<DeletePolicyVersion>().CallAsync(new(id, version)).ConfigureAwait(false);
            await cloud.Operation<DeletePolicy>().CallAsync(new(id)).ConfigureAwait(false);
        });

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetPolicy>().CallAsync(new(id)).ConfigureAwait(false);
            return new Origin(found.Policy.CreateDate, Tags.Json(found.Policy.Tags));
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var policy = (await cloud.Operation<GetPolicy>().CallAsync(new(id)).ConfigureAwait(false)).Policy;
            var found = await cloud.Operation<GetPolicyVersion>().CallAsync(new(id, policy.DefaultVersionId)).ConfigureAwait(false);
            return FoundInputs.Of(
                ("name", policy.PolicyName),
                ("policy", Uri.UnescapeDataString(found.PolicyVersion.Document!)),
                ("tags", Tags.Json(policy.Tags))
            );
        });

    /// <summary>All versions but the default version, the newest first.</summary>
    static async Task<List<string>> OldVersionsAsync(string arn, LocalCloud cloud)
    {
        var found = await cloud.Operation<ListPolicyVersions>().CallAsync(new(arn)).ConfigureAwait(false);
        return [.. found.Versions.Where(version => !version.IsDefaultVersion).Select(version => version.VersionId)];
    }
}
