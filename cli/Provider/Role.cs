using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Iam;

namespace Classroom.Cli.Provider;

sealed class Role : ResourceType
{
    const int DefaultSession = 3600;

    // Others give the role inline policies, which are deleted with it.
    const string Shared = "forceDetachPolicies";

    const string AddedInline = "addedInlinePolicies";
    const string AddedAttached = "addedManagedPolicies";

    public override string Token => "aws:iam/role:Role";

    public override IReadOnlyList<string> Inputs =>
        ["name", "assumeRolePolicy", "permissionsBoundary", "maxSessionDuration", "description", "path", Shared, "tags"];

    public override IReadOnlyList<string> Fixed => ["name", "path"];

    protected override string IdOf(JsonObject inputs, LocalCloud cloud) => inputs.Text("name");

    public override async Task<Made> CreateAsync(JsonObject inputs, LocalCloud cloud)
    {
        var made = await cloud
            .Operation<CreateRole>()
            .CallAsync(
                new(
                    inputs.Text("name"),
                    inputs.Text("assumeRolePolicy"),
                    Path: inputs.Maybe("path"),
                    Description: inputs.Maybe("description"),
                    MaxSessionDuration: inputs.Number("maxSessionDuration"),
                    PermissionsBoundary: inputs.Maybe("permissionsBoundary"),
                    Tags: inputs.TagList()
                )
            )
            .ConfigureAwait(false);
        return new(inputs.Text("name"), new() { ["arn"] = made.Role.Arn, ["uniqueId"] = made.Role.RoleId });
    }

    public override async Task<JsonObject> UpdateAsync(ResourceState before, JsonObject inputs, LocalCloud cloud)
    {
        var name = before.Id!;
        bool Changes(string input) => before.Inputs.Plain(input) != inputs.Plain(input);
        if (Changes("assumeRolePolicy"))
            await cloud.Operation<UpdateAssumeRolePolicy>().CallAsync(new(name, inputs.Text("assumeRolePolicy"))).ConfigureAwait(false);
        if (Changes("maxSessionDuration") || Changes("description"))
            await cloud
                .Operation<UpdateRole>()
                .CallAsync(new(name, inputs.Maybe("description") ?? "", inputs.Number("maxSessionDuration") ?? DefaultSession))
                .ConfigureAwait(false);
        if (Changes("permissionsBoundary"))
        {
            if (inputs.Maybe("permissionsBoundary") is { } boundary)
                await cloud.Operation<PutRolePermissionsBoundary>().CallAsync(new(name, boundary)).ConfigureAwait(false);
            else
                await cloud.Operation<DeleteRolePermissionsBoundary>().CallAsync(new(name)).ConfigureAwait(false);
        }
        await RoleParts
            .RemoveAsync(cloud.Aws, name, before.Inputs.Texts(AddedInline) ?? [], before.Inputs.Texts(AddedAttached) ?? [])
            .ConfigureAwait(false);
        await Tags.ChangeAsync(
                before.Inputs,
                inputs,
                keys => cloud.Operation<UntagRole>().CallAsync(new(name, keys)),
                tags => cloud.Operation<TagRole>().CallAsync(new(name, tags.AsList()))
            )
            .ConfigureAwait(false);
        return before.Outputs;
    }

    public override Task DeleteAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        // With what somebody has added to it: IAM would refuse.
        GoneAsync(() => RoleParts.DeleteAsync(cloud.Aws, id));

    public override async Task<JsonObject> AddedAsync(ResourceState resource, IReadOnlyList<ResourceState> parts, LocalCloud cloud)
    {
        var id = resource.Id!;
        var own = parts.Select(part => part.Text("policyArn") ?? part.Text("name") ?? part.Id!.Split(':')[^1]).ToHashSet();
        var inline = (await RoleParts.InlineAsync(cloud.Aws, id).ConfigureAwait(false)).Where(name => !own.Contains(name)).ToList();
        var attached = (await RoleParts.AttachedAsync(cloud.Aws, id).ConfigureAwait(false)).Where(arn => !own.Contains(arn)).ToList();
        var added = new JsonObject();
        if (inline.Count > 0 && resource.Inputs.Flag(Shared) != true)
            added[AddedInline] = FoundInputs.List(inline);
        if (attached.Count > 0)
            added[AddedAttached] = FoundInputs.List(attached);
        return added;
    }

    public override Task<Origin?> OriginAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var found = await cloud.Operation<GetRole>().CallAsync(new(id)).ConfigureAwait(false);
            return new Origin(found.Role.CreateDate, Tags.Json(found.Role.Tags));
        });

    public override Task<JsonObject?> ReadAsync(string id, JsonObject inputs, LocalCloud cloud) =>
        IfThereAsync(async () =>
        {
            var role = (await cloud.Operation<GetRole>().CallAsync(new(id)).ConfigureAwait(false)).Role;
            return FoundInputs.Of(
                ("name", id),
                ("assumeRolePolicy", Uri.UnescapeDataString(role.AssumeRolePolicyDocument)),
                ("permissionsBoundary", role.PermissionsBoundary?.PermissionsBoundaryArn),
                ("maxSessionDuration", inputs.ContainsKey("maxSessionDuration") ? role.MaxSessionDuration : null),
                ("tags", Tags.Json(role.Tags))
            );
        });
}
