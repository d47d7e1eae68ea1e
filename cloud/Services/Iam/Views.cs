using System.Collections.Immutable;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Iam;

sealed record BoundaryView(string PermissionsBoundaryType, string PermissionsBoundaryArn);

sealed record UserView(
    string Path,
    string UserName,
    string UserId,
    string Arn,
    DateTimeOffset CreateDate,
    BoundaryView? PermissionsBoundary,
    IReadOnlyList<Tag>? Tags
);

sealed record RoleView(
    string Path,
    string RoleName,
    string RoleId,
    string Arn,
    DateTimeOffset CreateDate,
    string AssumeRolePolicyDocument,
    string? Description,
    int? MaxSessionDuration,
    BoundaryView? PermissionsBoundary,
    IReadOnlyList<Tag>? Tags,
    RoleUse? RoleLastUsed = null
);

/// <summary>The last use of a role, which the embedded cloud does not record: empty, as for a role that was never used.</summary>
sealed record RoleUse;

sealed record GroupView(string Path, string GroupName, string GroupId, string Arn, DateTimeOffset CreateDate);

sealed record PolicyView(
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
    IReadOnlyList<Tag>? Tags
);

sealed record PolicyVersionView(string? Document, string VersionId, bool IsDefaultVersion, DateTimeOffset CreateDate);

sealed record AttachedPolicyView(string PolicyName, string PolicyArn);

static class View
{
    public static UserView Of(User user, string account) =>
        new(user.Path, user.Name, user.Id, user.Arn(account), user.Created, Boundary(user), Tags(user.Tags));

    public static RoleView Of(Role role, string account) =>
        new(
            role.Path,
            role.Name,
            role.Id,
            role.Arn(account),
            role.Created,
            Uri.EscapeDataString(role.Trust),
            role.Description,
            role.MaxSessionDuration,
            Boundary(role),
            Tags(role.Tags)
        );

    /// <summary>A user in a listing: IAM leaves out tags and boundary.</summary>
    public static UserView Listed(User user, string account) => Of(user, account) with { PermissionsBoundary = null, Tags = null };

    /// <summary>A role in a listing: IAM leaves out tags and boundary.</summary>
    public static RoleView Listed(Role role, string account) => Of(role, account) with { PermissionsBoundary = null, Tags = null };

    public static GroupView Of(Group group, string account) => new(group.Path, group.Name, group.Id, group.Arn(account), group.Created);

    public static PolicyView Of(ManagedPolicy policy, IamStore iam) =>
        new(
            policy.Name,
            policy.Id,
            policy.Arn,
            policy.Path,
            policy.DefaultVersionId,
            iam.AttachmentsOf(policy.Arn),
            iam.BoundariesOf(policy.Arn),
            true,
            policy.Description,
            policy.Created,
            policy.Updated,
            Tags(policy.Tags)
        );

    public static PolicyVersionView Of(ManagedPolicy policy, PolicyVersion version, bool withDocument) =>
        new(
            withDocument ? Uri.EscapeDataString(version.Document) : null,
            version.VersionId,
            version.VersionId == policy.DefaultVersionId,
            version.Created
        );

    public static AttachedPolicyView Attached(string arn) => new(arn[(arn.LastIndexOf('/') + 1)..], arn);

    public static IReadOnlyList<Tag>? Tags(ImmutableSortedDictionary<string, string> tags) =>
        tags.IsEmpty ? null : [.. tags.Select(tag => new Tag(tag.Key, tag.Value))];

    /// <summary>The tags of a request. IAM compares the keys of one request without regard to case.</summary>
    public static ImmutableSortedDictionary<string, string> Tags(IReadOnlyList<Tag>? tags) =>
        (tags ?? []).DistinctBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase).Count() == (tags?.Count ?? 0)
            ? Api.Tags.Of(tags)
            : throw new AwsException("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");

    static BoundaryView? Boundary(Identity identity) => identity.Boundary is { } arn ? new("Policy", arn) : null;
}
