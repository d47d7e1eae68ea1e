using System.Collections.Immutable;

namespace Classroom.Cloud.Iam;

/// <summary>A user, role or group, with its policies.</summary>
abstract record Identity(string Name, string Path, string Id, DateTimeOffset Created)
{
    /// <summary>Inline policies, by name.</summary>
    public ImmutableSortedDictionary<string, string> Inline { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The ARNs of the attached managed policies.</summary>
    public ImmutableList<string> Attached { get; init; } = [];

    public string? Boundary { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public abstract string Kind { get; }

    public string Arn(string account) => $"arn:aws:iam::{account}:{Kind}{Path}{Name}";
}

sealed record User(string Name, string Path, string Id, DateTimeOffset Created) : Identity(Name, Path, Id, Created)
{
    public override string Kind => "user";
}

sealed record Group(string Name, string Path, string Id, DateTimeOffset Created) : Identity(Name, Path, Id, Created)
{
    public ImmutableSortedSet<string> Members { get; init; } = [];

    public override string Kind => "group";
}

sealed record Role(string Name, string Path, string Id, DateTimeOffset Created, string Trust) : Identity(Name, Path, Id, Created)
{
    public string? Description { get; init; }

    public int MaxSessionDuration { get; init; } = 3600;

    public override string Kind => "role";
}

sealed record PolicyVersion(string VersionId, string Document, DateTimeOffset Created);

sealed record ManagedPolicy(
    string Arn,
    string Name,
    string Path,
    string Id,
    string? Description,
    DateTimeOffset Created,
    DateTimeOffset Updated
)
{
    public ImmutableList<PolicyVersion> Versions { get; init; } = [];

    public string DefaultVersionId { get; init; } = "v1";

    public int LastVersion { get; init; } = 1;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public PolicyVersion Default => Versions.Find(version => version.VersionId == DefaultVersionId)!;
}

sealed record AccessKey(string Id, string UserName, string Status, DateTimeOffset Created);

/// <summary>A console password, stored as a salted hash.</summary>
sealed record LoginProfile(string UserName, string Salt, string Hash, bool ResetRequired, DateTimeOffset Created);

/// <summary>A session with temporary credentials: of a role, or of a user (GetSessionToken).</summary>
sealed record Session(string AccessKeyId, string? RoleName, string? UserName, string SessionName, DateTimeOffset Expires)
{
    /// <summary>The keys of the tags that sessions of this session inherit.</summary>
    public ImmutableArray<string> Transitive { get; init; } = [];

    public ImmutableArray<string> Policies { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
