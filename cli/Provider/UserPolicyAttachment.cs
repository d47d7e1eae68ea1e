using System.Text.Json.Nodes;
using Classroom.Cli.Stacks;

namespace Classroom.Cli.Provider;

sealed class UserPolicyAttachment : ResourceType
{
    public override string Token => "aws:iam/userPolicyAttachment:UserPolicyAttachment";

    public override IReadOnlyList<string> Inputs => ["user", "policyArn"];

    public override IReadOnlyList<string> Fixed => ["user", "policyArn"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => $"{inputs.Text("user")}/{inputs.Text("policyArn")}";

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        await cloud.Aws.QueryAsync("iam", "AttachUserPolicy", ("UserName", inputs.Text("user")), ("PolicyArn", inputs.Text("policyArn"))).ConfigureAwait(false);
        return new(IdOf(inputs, cloud), []);
    }

    public override Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud) => throw new NotSupportedException($"{Token} is replaced, never changed");

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.QueryAsync("iam", "DetachUserPolicy", ("UserName", inputs.Text("user")), ("PolicyArn", inputs.Text("policyArn"))));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        var attached = await IfThereAsync(() => cloud.Aws.QueryAsync("iam", "ListAttachedUserPolicies", ("UserName", inputs.Text("user")))).ConfigureAwait(false);
        return attached?.Descendants().Any(element => element.Name.LocalName == "PolicyArn" && element.Value == inputs.Text("policyArn")) == true ? [] : null;
    }
}
