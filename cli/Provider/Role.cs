using System.Text.Json.Nodes;
using Classroom.Cli.Calls;

namespace Classroom.Cli.Provider;

sealed class Role : ResourceType
{
    public override string Token => "aws:iam/role:Role";

    public override IReadOnlyList<string> Inputs =>
        ["name", "assumeRolePolicy", "permissionsBoundary", "maxSessionDuration", "description", "path", "tags"];

    public override IReadOnlyList<string> Fixed => ["name", "path"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("name");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud
            .Aws.QueryAsync(
                "iam",
                "CreateRole",
                [
                    ("RoleName", inputs.Text("name")),
                    ("AssumeRolePolicyDocument", inputs.Text("assumeRolePolicy")),
                    ("PermissionsBoundary", inputs.Maybe("permissionsBoundary")),
                    ("MaxSessionDuration", inputs.Plain("maxSessionDuration")),
                    ("Description", inputs.Maybe("description")),
                    ("Path", inputs.Maybe("path")),
                    .. Tags.Query(inputs.Map("tags")),
                ]
            )
            .ConfigureAwait(false);
        return new(inputs.Text("name"), new() { ["arn"] = AwsClient.Text(made, "Arn"), ["uniqueId"] = AwsClient.Text(made, "RoleId") });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        (string, string?) role = ("RoleName", before.Id);
        bool Changes(string input) => before.Inputs.Plain(input) != inputs.Plain(input);
        if (Changes("assumeRolePolicy"))
            await cloud
                .Aws.QueryAsync("iam", "UpdateAssumeRolePolicy", role, ("PolicyDocument", inputs.Text("assumeRolePolicy")))
                .ConfigureAwait(false);
        if (Changes("maxSessionDuration") || Changes("description"))
            await cloud
                .Aws.QueryAsync(
                    "iam",
                    "UpdateRole",
                    role,
                    ("MaxSessionDuration", inputs.Plain("maxSessionDuration") ?? "3600"),
                    ("Description", inputs.Maybe("description") ?? "")
                )
                .ConfigureAwait(false);
        if (Changes("permissionsBoundary"))
        {
            if (inputs.Maybe("permissionsBoundary") is { } boundary)
                await cloud
                    .Aws.QueryAsync("iam", "PutRolePermissionsBoundary", role, ("PermissionsBoundary", boundary))
                    .ConfigureAwait(false);
            else
                await cloud.Aws.QueryAsync("iam", "DeleteRolePermissionsBoundary", role).ConfigureAwait(false);
        }
        await Tags.ChangeInIamAsync(cloud.Aws, "Role", role, before.Inputs, inputs).ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        GoneAsync(() => cloud.Aws.QueryAsync("iam", "DeleteRole", ("RoleName", id)));

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () => Origin.Of(await cloud.Aws.QueryAsync("iam", "GetRole", ("RoleName", id)).ConfigureAwait(false)));

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var role = await cloud.Aws.QueryAsync("iam", "GetRole", ("RoleName", id)).ConfigureAwait(false);
            return Reading.Given(
                ("name", id),
                ("assumeRolePolicy", Uri.UnescapeDataString(AwsClient.Text(role, "AssumeRolePolicyDocument")!)),
                ("permissionsBoundary", AwsClient.Text(role, "PermissionsBoundaryArn")),
                (
                    "maxSessionDuration",
                    inputs.ContainsKey("maxSessionDuration")
                        ? int.Parse(AwsClient.Text(role, "MaxSessionDuration")!, System.Globalization.CultureInfo.InvariantCulture)
                        : null
                ),
                ("tags", Tags.Of(role))
            );
        });
}
