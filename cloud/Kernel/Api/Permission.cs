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

    /// <summary>Text before the message of a denial, for a service that passes on the error of another service.</summary>
    public string DeniedAs { get; init; } = "";

    /// <summary>No permission is needed. The reason says why IAM need not be asked.</summary>
    public static IEnumerable<Permission> NotNeeded(string reason) => new NothingNeeded(reason);

    /// <summary>The permission to set tags, which AWS asks for in addition if a request creates a resource with tags.</summary>
    public static IEnumerable<Permission> ToTag<TTag>(string resource, string action, IReadOnlyCollection<TTag>? tags) =>
        tags is { Count: > 0 } ? [new(resource, action)] : [];

    public Permission With(string key, string? value) => value is null ? this : this with { Context = [.. Context, (key, value)] };
}
