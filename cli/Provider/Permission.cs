using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Lambda;

namespace Classroom.Cli.Provider;

sealed class Permission : ResourceType
{
    public override string Token => "aws:lambda/permission:Permission";

    public override IReadOnlyList<string> Inputs => ["statementId", "action", "function", "principal", "sourceArn", "sourceAccount"];

    public override IReadOnlyList<string> Fixed => Inputs;

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("statementId");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Operation<AddPermission>()
            .CallAsync(
                new(
                    inputs.Text("function"),
                    inputs.Text("statementId"),
                    inputs.Text("action"),
                    inputs.Text("principal"),
                    inputs.Maybe("sourceArn"),
                    inputs.Maybe("sourceAccount")
                )
            )
            .ConfigureAwait(false);
        return new(inputs.Text("statementId"), []);
    }

    public override Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud) =>
        throw new NotSupportedException($"{Token} is replaced, never changed");

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<RemovePermission>().CallAsync(new(inputs.Text("function"), id)));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        var found = await IfThereAsync(() => cloud.Operation<GetPolicy>().CallAsync(new(inputs.Text("function")))).ConfigureAwait(false);
        return found?.Policy.Contains($"\"Sid\":\"{id}\"", StringComparison.Ordinal) == true ? [] : null;
    }
}
