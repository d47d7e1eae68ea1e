using System.Text.Json.Nodes;

namespace Classroom.Cli.Provider;

sealed class Permission : ResourceType
{
    public override string Token => "aws:lambda/permission:Permission";

    public override IReadOnlyList<string> Inputs => ["statementId", "action", "function", "principal", "sourceArn", "sourceAccount"];

    public override IReadOnlyList<string> Fixed => ["statementId", "action", "function", "principal", "sourceArn", "sourceAccount"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("statementId");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Aws.RestAsync(
                "lambda",
                HttpMethod.Post,
                PathOf(inputs),
                Reading.Given(
                    ("StatementId", inputs.Copy("statementId")),
                    ("Action", inputs.Copy("action")),
                    ("Principal", inputs.Copy("principal")),
                    ("SourceArn", inputs.Copy("sourceArn")),
                    ("SourceAccount", inputs.Copy("sourceAccount"))
                )
            )
            .ConfigureAwait(false);
        return new(inputs.Text("statementId"), []);
    }

    public override Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud) =>
        throw new NotSupportedException($"{Token} is replaced, never changed");

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.RestAsync("lambda", HttpMethod.Delete, $"{PathOf(inputs)}/{id}"));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud)
    {
        var found = await IfThereAsync(() => cloud.Aws.RestAsync("lambda", HttpMethod.Get, PathOf(inputs))).ConfigureAwait(false);
        return found?.Maybe("Policy")?.Contains($"\"Sid\":\"{id}\"", StringComparison.Ordinal) == true ? [] : null;
    }

    static string PathOf(JsonObject inputs) => $"/2015-03-31/functions/{inputs.Text("function")}/policy";
}
