using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;

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
            .Operation<CreateUser>()
            .CallAsync(new(inputs.Text("name"), inputs.Maybe("path"), inputs.Maybe("permissionsBoundary"), inputs.TagList()))
            .ConfigureAwait(false);
        return new(inputs.Text("name"), new() { ["arn"] = made.User.Arn, ["uniqueId"] = made.User.UserId });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        var name = before.Id!;
        if (before.Inputs.Maybe("permissionsBoundary") != inputs.Maybe("permissionsBoundary"))
        {
            if (inputs.Maybe("permissionsBoundary") is { } boundary)
                await cloud.Operation<PutUserPermissionsBoundary>().CallAsync(new(name, boundary)).ConfigureAwait(false);
            else
                await cloud.Operation<DeleteUserPermissionsBoundary>().CallAsync(new(name)).ConfigureAwait(false);
        }
        await Tags.ChangeAsync(
                before.Inputs,
                inputs,
                keys => cloud.Operation<UntagUser>().CallAsync(new(name, keys)),
                tags => cloud.Operation<TagUser>().CallAsync(new(name, tags.AsList()))
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(async () =>
        {
            if (inputs.Plain("forceDestroy") == "true")
                await DeleteCredentialsAsync(id, cloud).ConfigureAwait(false);
            await cloud.Operation<DeleteUser>().CallAsync(new(id)).ConfigureAwait(false);
        });

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetUser>().CallAsync(new(id)).ConfigureAwait(false);
            return new Origin(found.User.CreateDate, Tags.Json(found.User.Tags));
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetUser>().CallAsync(new(id)).ConfigureAwait(false);
            return FoundInputs.Of(("name", id), ("tags", Tags.Json(found.User.Tags)));
        });

    /// <summary>Deletes the access keys and the password: IAM refuses to delete a user that has some.</summary>
    static async Task DeleteCredentialsAsync(string user, LocalCloud cloud)
    {
        foreach (var key in await AccessKey.OfAsync(user, cloud).ConfigureAwait(false))
            await cloud.Operation<DeleteAccessKey>().CallAsync(new(key, user)).ConfigureAwait(false);
        await GoneAsync(() => cloud.Operation<DeleteLoginProfile>().CallAsync(new(user))).ConfigureAwait(false);
    }
}
