using System.Text.Json.Nodes;
using System.Xml.Linq;
using Classroom.Cli.Calls;
using Classroom.Cli.Stacks;

namespace Classroom.Cli.Provider;

sealed class RolePolicy : ResourceType
{
    public override string Token => "aws:iam/rolePolicy:RolePolicy";

    public override IReadOnlyList<string> Inputs => ["name", "role", "policy"];

    public override IReadOnlyList<string> Fixed => ["name", "role"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => $"{inputs.Text("role")}:{inputs.Text("name")}";

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        await PutAsync(inputs, cloud).ConfigureAwait(false);
        return new(IdOf(inputs, cloud), []);
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await PutAsync(inputs, cloud).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) => GoneAsync(() => cloud.Aws.QueryAsync("iam", "DeleteRolePolicy", ("RoleName", inputs.Text("role")), ("PolicyName", inputs.Text("name"))));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) => IfThereAsync(async () =>
    {
        var policy = await cloud.Aws.QueryAsync("iam", "GetRolePolicy", ("RoleName", inputs.Text("role")), ("PolicyName", inputs.Text("name"))).ConfigureAwait(false);
        return new JsonObject { ["policy"] = Uri.UnescapeDataString(AwsClient.Text(policy, "PolicyDocument")!) };
    });

    static Task<XElement> PutAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud.Aws.QueryAsync("iam", "PutRolePolicy", ("RoleName", inputs.Text("role")), ("PolicyName", inputs.Text("name")), ("PolicyDocument", inputs.Text("policy")));
}
