using System.Collections.Immutable;

namespace Classroom.Cloud.Iam;

/// <summary>A user, role or group: a name with policies.</summary>
abstract record Identity(string Name, string Path, string Id, DateTimeOffset Created)
{
    /// <summary>Policies that are its own, by name.</summary>
    public ImmutableSortedDictionary<string, string> Inline { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>ARNs of managed policies.</summary>
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

/// <summary>A password, as a hash that nothing can be read from.</summary>
sealed record LoginProfile(string UserName, string Salt, string Hash, bool ResetRequired, DateTimeOffset Created);

/// <summary>A session of a role, or of a user who asked for temporary keys.</summary>
sealed record Session(string AccessKeyId, string? RoleName, string? UserName, string SessionName, DateTimeOffset Expires)
{
    public ImmutableArray<string> Policies { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
