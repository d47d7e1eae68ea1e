using Classroom.Cloud.Api;

namespace Classroom.Cloud.Gateway;

/// <summary>A service with its own rules about the pages of other origins.</summary>
interface ICrossOrigin
{
    bool IsFor(Service service);

    /// <summary>
    /// The answer to a request of a foreign page that is complete without the operation: to a preflight. Null if the operation decides.
    /// </summary>
    WireAnswer? Preflight(WireRequest request, Target target);

    /// <summary>The headers that tell the browser that this page may read the answer; null if the page may not send the request.</summary>
    IReadOnlyList<(string Name, string Value)>? Admit(WireRequest request, Target target);
}
