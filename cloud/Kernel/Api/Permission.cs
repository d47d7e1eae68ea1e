using Classroom.Access;

namespace Classroom.Cloud.Api;

/// <summary>Something that a caller must be allowed: an action on a resource, with what IAM may ask about the request.</summary>
/// <param name="Action">Null for the operation's own.</param>
sealed record Permission(string Resource, string? Action = null)
{
    public static Permission OnEverything { get; } = new("*");

    /// <summary>Keys that conditions may ask for.</summary>
    public IReadOnlyList<(string Key, string Value)> Context { get; init; } = [];

    /// <summary>The policy that hangs on the resource itself.</summary>
    public PolicyDocument? ResourcePolicy { get; init; }

    /// <summary>Needs no permission: whoever is known may ask.</summary>
    public static IEnumerable<Permission> None => [];

    public Permission With(string key, string? value) => value is null ? this : this with { Context = [.. Context, (key, value)] };
}
