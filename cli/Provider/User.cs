using System.Text.Json.Nodes;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Provider;

sealed class User : ResourceType
{
    public override string Token => "aws:iam/user:User";

    public override IReadOnlyList<string> Inputs => ["name", "forceDestroy", "path", "permissionsBoundary", "tags"];

    public override IReadOnlyList<string> Fixed => ["name", "path"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("name");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud
            .Aws.QueryAsync(
                "iam",
                "CreateUser",
                [
                    ("UserName", inputs.Text("name")),
                    ("Path", inputs.Maybe("path")),
                    ("PermissionsBoundary", inputs.Maybe("permissionsBoundary")),
                    .. Tags.Query(inputs.Map("tags")),
                ]
            )
            .ConfigureAwait(false);
        return new(inputs.Text("name"), new() { ["arn"] = AwsClient.Text(made, "Arn"), ["uniqueId"] = AwsClient.Text(made, "UserId") });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        if (before.Inputs.Maybe("permissionsBoundary") != inputs.Maybe("permissionsBoundary"))
        {
            if (inputs.Maybe("permissionsBoundary") is { } boundary)
                await cloud
                    .Aws.QueryAsync("iam", "PutUserPermissionsBoundary", ("UserName", before.Id), ("PermissionsBoundary", boundary))
                    .ConfigureAwait(false);
            else
                await cloud.Aws.QueryAsync("iam", "DeleteUserPermissionsBoundary", ("UserName", before.Id)).ConfigureAwait(false);
        }
        await Tags.ChangeInIamAsync(cloud.Aws, "User", ("UserName", before.Id), before.Inputs, inputs).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(async () =>
        {
            if (inputs.Plain("forceDestroy") == "true")
                await ReleaseAsync(id, cloud).ConfigureAwait(false);
            await cloud.Aws.QueryAsync("iam", "DeleteUser", ("UserName", id)).ConfigureAwait(false);
        });

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () => Origin.Of(await cloud.Aws.QueryAsync("iam", "GetUser", ("UserName", id)).ConfigureAwait(false)));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var user = await cloud.Aws.QueryAsync("iam", "GetUser", ("UserName", id)).ConfigureAwait(false);
            return new JsonObject { ["name"] = id, ["tags"] = Tags.Of(user) };
        });

    /// <summary>What the user has made of their own: IAM deletes nobody who still has keys or a password.</summary>
    static async Task ReleaseAsync(string user, LocalCloud cloud)
    {
        foreach (var key in await AccessKey.OfAsync(user, cloud).ConfigureAwait(false))
            await cloud.Aws.QueryAsync("iam", "DeleteAccessKey", ("UserName", user), ("AccessKeyId", key)).ConfigureAwait(false);
        await GoneAsync(() => cloud.Aws.QueryAsync("iam", "DeleteLoginProfile", ("UserName", user))).ConfigureAwait(false);
    }
}
