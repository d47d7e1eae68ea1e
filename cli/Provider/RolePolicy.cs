using System.Text.Json.Nodes;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Provider;

sealed class RolePolicy : PutType
{
    public override string Token => "aws:iam/rolePolicy:RolePolicy";

    public override IReadOnlyList<string> Inputs => ["name", "role", "policy"];

    public override IReadOnlyList<string> Fixed => ["name", "role"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => $"{inputs.Text("role")}:{inputs.Text("name")}";

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() =>
            cloud.Aws.QueryAsync("iam", "DeleteRolePolicy", ("RoleName", inputs.Text("role")), ("PolicyName", inputs.Text("name")))
        );

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var policy = await cloud
                .Aws.QueryAsync("iam", "GetRolePolicy", ("RoleName", inputs.Text("role")), ("PolicyName", inputs.Text("name")))
                .ConfigureAwait(false);
            return new JsonObject { ["policy"] = Uri.UnescapeDataString(AwsClient.Text(policy, "PolicyDocument")!) };
        });

    protected override Task PutAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud.Aws.QueryAsync(
            "iam",
            "PutRolePolicy",
            ("RoleName", inputs.Text("role")),
            ("PolicyName", inputs.Text("name")),
            ("PolicyDocument", inputs.Text("policy"))
        );
}
