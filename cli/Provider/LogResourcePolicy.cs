using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Logs;

namespace Classroom.Cli.Provider;

sealed class LogResourcePolicy : PutType
{
    public override string Token => "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";

    public override IReadOnlyList<string> Inputs => ["policyName", "policyDocument"];

    public override IReadOnlyList<string> Fixed => ["policyName"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("policyName");

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteResourcePolicy>().CallAsync(new(id)));

    public override async Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        await FindAsync(id, cloud).ConfigureAwait(false) is { } found
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(found.LastUpdatedTime), null)
            : null;

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        await FindAsync(id, cloud).ConfigureAwait(false) is { } found
            ? FoundInputs.Of(("policyName", id), ("policyDocument", found.PolicyDocument))
            : null;

    protected override Task PutAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud.Operation<PutResourcePolicy>().CallAsync(new(inputs.Text("policyName"), inputs.Text("policyDocument")));

    static async Task<ResourcePolicyView?> FindAsync(string name, LocalCloud cloud)
    {
        // An account has ten of these policies at most, which is less than a page.
        var found = await cloud.Operation<DescribeResourcePolicies>().CallAsync(new()).ConfigureAwait(false);
        return found.ResourcePolicies.FirstOrDefault(policy => policy.PolicyName == name);
    }
}
