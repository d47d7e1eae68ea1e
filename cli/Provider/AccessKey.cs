using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;

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
        var made = await cloud.Operation<CreateAccessKey>().CallAsync(new(inputs.Text("user"))).ConfigureAwait(false);
        return new(made.AccessKey.AccessKeyId, new() { ["secret"] = made.AccessKey.SecretAccessKey });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        await cloud
            .Operation<UpdateAccessKey>()
            .CallAsync(new(before.Id!, inputs.Maybe("status") ?? "Active", inputs.Text("user")))
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Operation<DeleteAccessKey>().CallAsync(new(id, inputs.Text("user"))));

    public override async Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        (await OfAsync(inputs.Text("user"), cloud).ConfigureAwait(false)).Contains(id) ? [] : null;

    public static async Task<IReadOnlyList<string>> OfAsync(string user, LocalCloud cloud)
    {
        var keys = await IfThereAsync(() => cloud.Operation<ListAccessKeys>().CallAsync(new(user))).ConfigureAwait(false);
        return [.. keys?.AccessKeyMetadata.Select(key => key.AccessKeyId) ?? []];
    }
}
