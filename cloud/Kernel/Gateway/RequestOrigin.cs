using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Gateway;

/// <summary>Where a request comes from.</summary>
static class RequestOrigin
{
    /// <summary>
    /// Whether a function in a sandbox sent the request. Only functions use the cloud's Unix socket, and a connection of a Unix socket has
    /// no IP address.
    /// </summary>
    public static bool IsFunction(HttpContext context) => context.Connection.RemoteIpAddress is null;
}
