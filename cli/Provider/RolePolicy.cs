using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;

namespace Classroom.Cli.Provider;

sealed class RolePolicy : PutType
{
    public override string Token => "aws:iam/rolePolicy:RolePolicy";

    public override IReadOnlyList<string> Inputs => ["name", "role", "policy"];

    public override IReadOnlyList<string> Fixed => ["name", "role"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => $"{inputs.Text("role")}:{inputs.Text("name")}";

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteRolePolicy>().CallAsync(new(inputs.Text("role"), inputs.Text("name"))));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud
                .Operation<GetRolePolicy>()
                .CallAsync(new(inputs.Text("role"), inputs.Text("name")))
                .ConfigureAwait(false);
            return FoundInputs.Of(("policy", Uri.UnescapeDataString(found.PolicyDocument)));
        });

    protected override Task PutAsync(JsonObject inputs, LocalCloud cloud) =>
        cloud.Operation<PutRolePolicy>().CallAsync(new(inputs.Text("role"), inputs.Text("name"), inputs.Text("policy")));
}
