using System.Text.Json.Nodes;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Provider;

sealed class AccessKey : ResourceType
{
    public override string Token => "aws:iam/accessKey:AccessKey";

    public override IReadOnlyList<string> Inputs => ["user", "status"];

    public override IReadOnlyList<string> Fixed => ["user"];

    public override IReadOnlyList<string> Secrets => ["secret"];

    public override async Task<IReadOnlyList<string>> FindAsync(JsonObject inputs, LocalCloud cloud) =>
        await OfAsync(inputs.Text("user"), cloud).ConfigureAwait(false);

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud.Aws.QueryAsync("iam", "CreateAccessKey", ("UserName", inputs.Text("user"))).ConfigureAwait(false);
        return new(AwsClient.Text(made, "AccessKeyId")!, new() { ["secret"] = AwsClient.Text(made, "SecretAccessKey") });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Aws.QueryAsync(
                "iam",
                "UpdateAccessKey",
                ("UserName", inputs.Text("user")),
                ("AccessKeyId", before.Id),
                ("Status", inputs.Maybe("status") ?? "Active")
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.QueryAsync("iam", "DeleteAccessKey", ("UserName", inputs.Text("user")), ("AccessKeyId", id)));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        (await OfAsync(inputs.Text("user"), cloud).ConfigureAwait(false)).Contains(id) ? [] : null;

    public static async Task<IReadOnlyList<string>> OfAsync(string user, LocalCloud cloud)
    {
        var keys = await IfThereAsync(() => cloud.Aws.QueryAsync("iam", "ListAccessKeys", ("UserName", user))).ConfigureAwait(false);
        return [.. keys?.Descendants().Where(element => element.Name.LocalName == "AccessKeyId").Select(element => element.Value) ?? []];
    }
}
