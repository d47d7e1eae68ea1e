using System.Collections;

namespace Classroom.Cloud.Api;

/// <summary>
/// The needs of an operation that every caller may call. An empty list of another type is different: the operation then needs its own
/// action, because a request that names no resource must not pass without a check.
/// </summary>
sealed class NothingNeeded(string reason) : IEnumerable<Permission>
{
    public string Reason => reason;

    public IEnumerator<Permission> GetEnumerator() => Enumerable.Empty<Permission>().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
