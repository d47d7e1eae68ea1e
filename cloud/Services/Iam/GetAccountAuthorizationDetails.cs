using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

/// <summary>All users, groups, roles and policies of the account, with their relations: a snapshot of its configuration.</summary>
sealed class GetAccountAuthorizationDetails(IamStore iam)
    : IOperation<GetAccountAuthorizationDetails.Input, GetAccountAuthorizationDetails.Output>
{
    static readonly string[] Filters = ["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"];

    public sealed record Input(IReadOnlyList<string>? Filter = null, int? MaxItems = null, string? Marker = null);

    public sealed record InlinePolicy(string PolicyName, string PolicyDocument);

    public sealed record UserDetail(
        string Path,
        string UserName,
        string UserId,
        string Arn,
        DateTimeOffset CreateDate,
        IReadOnlyList<InlinePolicy>? UserPolicyList,
        IReadOnlyList<string> GroupList,
        IReadOnlyList<AttachedPolicyView> AttachedManagedPolicies,
        BoundaryView? PermissionsBoundary,
        IReadOnlyList<Tag>? Tags
    );

    public sealed record GroupDetail(
        string Path,
        string GroupName,
        string GroupId,
        string Arn,
        DateTimeOffset CreateDate,
        IReadOnlyList<InlinePolicy> GroupPolicyList,
        IReadOnlyList<AttachedPolicyView> AttachedManagedPolicies
    );

    public sealed record RoleDetail(
        string Path,
        string RoleName,
        string RoleId,
        string Arn,
        DateTimeOffset CreateDate,
        string AssumeRolePolicyDocument,
        IReadOnlyList<string> InstanceProfileList,
        IReadOnlyList<InlinePolicy> RolePolicyList,
        IReadOnlyList<AttachedPolicyView> AttachedManagedPolicies,
        BoundaryView? PermissionsBoundary,
        IReadOnlyList<Tag>? Tags
    );

    public sealed record PolicyDetail(
        string PolicyName,
        string PolicyId,
        string Arn,
        string Path,
        string DefaultVersionId,
        int AttachmentCount,
        int PermissionsBoundaryUsageCount,
        bool IsAttachable,
        string? Description,
        DateTimeOffset CreateDate,
        DateTimeOffset UpdateDate,
        IReadOnlyList<PolicyVersionView> PolicyVersionList
    );

    public sealed record Output(
        IReadOnlyList<UserDetail> UserDetailList,
        IReadOnlyList<GroupDetail> GroupDetailList,
        IReadOnlyList<RoleDetail> RoleDetailList,
        IReadOnlyList<PolicyDetail> Policies,
        bool IsTruncated,
        string? Marker
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var filter = input.Filter ?? [];
        if (filter.FirstOrDefault(kind => !Filters.Contains(kind)) is { } unknown)
            throw new AwsException(
                "ValidationError",
                $"1 validation error detected: Value '[{unknown}]' at 'filter' failed to satisfy constraint: Member must satisfy enum "
                    + $"value set: [{string.Join(", ", Filters)}]"
            );
        // A page counts the entities of all kinds together.
        var (page, next) = Paging.Cut(All(filter), input.Marker, input.MaxItems, 100, "ValidationError");
        return new(
            [.. page.OfType<User>().Select(Of)],
            [.. page.OfType<Group>().Select(Of)],
            [.. page.OfType<Role>().Select(Of)],
            [.. page.OfType<ManagedPolicy>().Select(Of)],
            next is not null,
            next
        );
    }

    IEnumerable<object> All(IReadOnlyList<string> filter)
    {
        bool Wants(string kind) => filter.Count == 0 || filter.Contains(kind);
        return
        [
            .. Wants("User") ? iam.Users.All : [],
            .. Wants("Group") ? iam.Groups.All : [],
            .. Wants("Role") ? iam.Roles.All : [],
            .. Wants("LocalManagedPolicy") ? iam.Policies.All : [],
            // AWS lists those of its own policies that the account uses.
            .. Wants("AWSManagedPolicy") ? ManagedPolicies.Everything.Where(policy => iam.AttachmentsOf(policy.Arn) > 0) : [],
        ];
    }

    UserDetail Of(User user)
    {
        var view = View.Of(user, iam.Account);
        return new(
            view.Path,
            view.UserName,
            view.UserId,
            view.Arn,
            view.CreateDate,
            InlineOf(user),
            [.. iam.GroupsOf(user.Name).Select(group => group.Name)],
            AttachedTo(user),
            view.PermissionsBoundary,
            view.Tags
        );
    }

    GroupDetail Of(Group group)
    {
        var view = View.Of(group, iam.Account);
        return new(view.Path, view.GroupName, view.GroupId, view.Arn, view.CreateDate, InlineOf(group), AttachedTo(group));
    }

    RoleDetail Of(Role role)
    {
        var view = View.Of(role, iam.Account);
        return new(
            view.Path,
            view.RoleName,
            view.RoleId,
            view.Arn,
            view.CreateDate,
            view.AssumeRolePolicyDocument,
            [],
            InlineOf(role),
            AttachedTo(role),
            view.PermissionsBoundary,
            view.Tags
        );
    }

    PolicyDetail Of(ManagedPolicy policy)
    {
        var view = View.Of(policy, iam);
        return new(
            view.PolicyName,
            view.PolicyId,
            view.Arn,
            view.Path,
            view.DefaultVersionId,
            view.AttachmentCount,
            view.PermissionsBoundaryUsageCount,
            view.IsAttachable,
            view.Description,
            view.CreateDate,
            view.UpdateDate,
            [.. policy.Versions.Reverse().Select(version => View.Of(policy, version, withDocument: true))]
        );
    }

    static List<InlinePolicy> InlineOf(Identity identity) =>
        [.. identity.Inline.Select(policy => new InlinePolicy(policy.Key, Uri.EscapeDataString(policy.Value)))];

    static List<AttachedPolicyView> AttachedTo(Identity identity) => [.. identity.Attached.Select(View.Attached)];
}
