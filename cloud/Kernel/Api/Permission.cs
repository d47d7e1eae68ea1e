using Classroom.Access;

namespace Classroom.Cloud.Api;

/// <summary>A permission that a caller needs: an action on a resource, with the condition keys of the request.</summary>
/// <param name="Action">The action; null for the operation's own action.</param>
sealed record Permission(string Resource, string? Action = null)
{
    public static Permission OnEverything { get; } = new("*");

    /// <summary>Condition keys that the policies may test.</summary>
    public IReadOnlyList<(string Key, string Value)> Context { get; init; } = [];

    /// <summary>The resource-based policy of the resource.</summary>
    public PolicyDocument? ResourcePolicy { get; init; }

    /// <summary>No permission: every authenticated caller may call the operation.</summary>
    public static IEnumerable<Permission> None => [];

    public Permission With(string key, string? value) => value is null ? this : this with { Context = [.. Context, (key, value)] };
}
