namespace Classroom.Cloud.Api;

/// <summary>
/// An operation of a service. The name of the class is the name of the operation; the namespace of the class belongs to the service.
/// </summary>
interface IOperation;

/// <summary>
/// An operation that answers without waiting. It runs under the lock of its service: one operation of a service at a time.
/// </summary>
interface IOperation<TInput, TOutput> : IOperation
{
    /// <summary>
    /// The permissions that the caller needs. There is no default: every operation states them, or says with
    /// <see cref="Permission.NotNeeded"/> why it needs none.
    /// </summary>
    IEnumerable<Permission> Needs(TInput input, Call call);

    TOutput Run(TInput input, Call call);
}

/// <summary>An operation that may wait, and therefore does not run under the lock of its service.</summary>
interface IAsyncOperation<TInput, TOutput> : IOperation
{
    /// <inheritdoc cref="IOperation{TInput, TOutput}.Needs"/>
    IEnumerable<Permission> Needs(TInput input, Call call);

    Task<TOutput> RunAsync(TInput input, Call call);
}

/// <summary>An input or output without members.</summary>
sealed record Nothing
{
    public static Nothing Value { get; } = new();
}

/// <summary>The HTTP method and the path of a REST operation. Names in braces are path parameters; {Name+} may contain slashes.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class RouteAttribute(string method, string path) : Attribute
{
    public string Method => method;

    public string Path => path;

    /// <summary>The HTTP status of a successful answer.</summary>
    public int Status { get; init; } = 200;
}

/// <summary>A member of an input or output that is a query parameter or a header, and not part of the body.</summary>
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

/// <summary>The member that is the whole body.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
sealed class BodyAttribute : Attribute;

/// <summary>The member that holds the HTTP status, for operations with more than one status of success.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
sealed class StatusAttribute : Attribute;

/// <summary>
/// An operation that reads archives, which are only on disk. It starts after all changes queued before it are in the file, so that it sees
/// them.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class ReadsArchivesAttribute : Attribute;
