namespace Classroom.Cloud.Api;

/// <summary>An operation of a service; its class's name is the operation's, its namespace's service the service.</summary>
interface IOperation;

/// <summary>An operation that answers at once. Those of one service take turns.</summary>
interface IOperation<TInput, TOutput> : IOperation
{
    /// <summary>What the caller must be allowed to do; the operation itself on everything, unless it says more.</summary>
    IEnumerable<Permission> Needs(TInput input, Call call) => [Permission.OnEverything];

    TOutput Run(TInput input, Call call);
}

/// <summary>An operation that waits for something, and takes no turns.</summary>
interface IAsyncOperation<TInput, TOutput> : IOperation
{
    IEnumerable<Permission> Needs(TInput input, Call call) => [Permission.OnEverything];

    Task<TOutput> RunAsync(TInput input, Call call);
}

/// <summary>What has no members.</summary>
sealed record Nothing
{
    public static Nothing Value { get; } = new();
}

/// <summary>Where an operation of a REST service is found: a method, and a path with names in braces; {Name+} takes slashes too.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class RouteAttribute(string method, string path) : Attribute
{
    public string Method => method;

    public string Path => path;

    /// <summary>The status of success.</summary>
    public int Status { get; init; } = 200;
}

/// <summary>A member of an input or output that does not travel in the body: a part of the query, or a header.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
sealed class InQueryAttribute(string? name = null) : Attribute
{
    public string? Name => name;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
sealed class InHeaderAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>The member that is the body itself.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
sealed class BodyAttribute : Attribute;

/// <summary>The status that an answer has, where it is not always the same.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
sealed class StatusAttribute : Attribute;

/// <summary>
/// An operation that reads what is on disk only: it begins when everything that was queued before it is there, so that it sees it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class ReadsArchivesAttribute : Attribute;
