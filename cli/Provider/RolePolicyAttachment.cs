using System.Text.Json.Nodes;
using Classroom.Cli.Stacks;

namespace Classroom.Cli.Provider;

sealed class RolePolicyAttachment : ResourceType
{
    public override string Token => "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

    public override IReadOnlyList<string> Inputs => ["role", "policyArn"];

    public override IReadOnlyList<string> Fixed => ["role", "policyArn"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => $"{inputs.Text("role")}/{inputs.Text("policyArn")}";

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        await cloud.Aws.QueryAsync("iam", "AttachRolePolicy", ("RoleName", inputs.Text("role")), ("PolicyArn", inputs.Text("policyArn"))).ConfigureAwait(false);
        return new(IdOf(inputs, cloud), []);
    }

    public override Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud) => throw new NotSupportedException($"{Token} is replaced, never changed");

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.QueryAsync("iam", "DetachRolePolicy", ("RoleName", inputs.Text("role")), ("PolicyArn", inputs.Text("policyArn"))));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        var attached = await IfThereAsync(() => cloud.Aws.QueryAsync("iam", "ListAttachedRolePolicies", ("RoleName", inputs.Text("role")))).ConfigureAwait(false);
        return attached?.Descendants().Any(element => element.Name.LocalName == "PolicyArn" && element.Value == inputs.Text("policyArn")) == true ? [] : null;
    }
}
