using System.Text.Json.Nodes;
using Classroom.Cloud.Iam;

namespace Classroom.Cli.Provider;

/// <summary>A managed policy on a role or a user.</summary>
/// <param name="kind">Role or User.</param>
abstract class PolicyAttachment(string kind) : ResourceType
{
    readonly string holder = kind.ToLowerInvariant();

    public override string Token => $"aws:iam/{holder}PolicyAttachment:{kind}PolicyAttachment";

    public override IReadOnlyList<string> Inputs => [holder, "policyArn"];

    public override IReadOnlyList<string> Fixed => Inputs;

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => $"{inputs.Text(holder)}/{inputs.Text("policyArn")}";

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        await AttachAsync(inputs.Text(holder), inputs.Text("policyArn"), cloud).ConfigureAwait(false);
        return new(IdOf(inputs, cloud), []);
    }

    public override Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud) =>
        throw new NotSupportedException($"{Token} is replaced, never changed");

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => DetachAsync(inputs.Text(holder), inputs.Text("policyArn"), cloud));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        var attached = await IfThereAsync(() => ListAsync(inputs.Text(holder), cloud)).ConfigureAwait(false);
        return attached?.Any(policy => policy.PolicyArn == inputs.Text("policyArn")) == true ? [] : null;
    }

    protected abstract Task AttachAsync(string holder, string policy, LocalCloud cloud);

    protected abstract Task DetachAsync(string holder, string policy, LocalCloud cloud);

    protected abstract Task<IReadOnlyList<AttachedPolicyView>> ListAsync(string holder, LocalCloud cloud);
}
