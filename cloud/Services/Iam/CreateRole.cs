using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;

namespace Classroom.Cloud.Iam;

sealed class CreateRole(IamStore iam) : IOperation<CreateRole.Input, CreateRole.Output>
{
    public sealed record Input(
        string RoleName,
        string AssumeRolePolicyDocument,
        string? Path = null,
        string? Description = null,
        int? MaxSessionDuration = null,
        string? PermissionsBoundary = null,
        IReadOnlyList<Tag>? Tags = null
    );

    public sealed record Output(RoleView Role);

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            new Permission(ArnOf(input)).With("iam:PermissionsBoundary", input.PermissionsBoundary),
            .. Permission.ToTag(ArnOf(input), "iam:TagRole", input.Tags),
        ];

    public Output Run(Input input, Call call)
    {
        IamStore.CheckName(input.RoleName, 64, "roleName");
        if (iam.Roles.Unordered.Any(role => string.Equals(role.Name, input.RoleName, StringComparison.OrdinalIgnoreCase)))
            throw IamStore.Exists($"Role with name {input.RoleName} already exists.");
        var role = new Role(
            input.RoleName,
            IamStore.CheckPath(input.Path),
            Secrets.NewId("AROA"),
            call.Now,
            TrustPolicies.Check(input.AssumeRolePolicyDocument, iam)
        )
        {
            Description = input.Description,
            MaxSessionDuration = IamStore.CheckRange(input.MaxSessionDuration, 3600, 43_200, "maxSessionDuration") ?? 3600,
            Boundary = input.PermissionsBoundary is { } arn ? iam.Policy(arn).Arn : null,
            Tags = View.Tags(input.Tags),
        };
        iam.Save(role);
        // AWS answers without the length of sessions that no one asked for.
        return new(View.Of(role, iam.Account) with { MaxSessionDuration = input.MaxSessionDuration });
    }

    string ArnOf(Input input) => $"arn:aws:iam::{iam.Account}:role{input.Path ?? "/"}{input.RoleName}";
}
