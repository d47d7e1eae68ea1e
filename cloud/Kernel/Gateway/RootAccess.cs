using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Runtime;
using Microsoft.AspNetCore.Http;

namespace Classroom.Cloud.Gateway;

/// <summary>Admits to the instructor's own pages: by basic authentication with the root's access keys.</summary>
sealed class RootAccess(CloudSettings settings)
{
    /// <summary>Returns whether the root is asking; otherwise the request has been answered.</summary>
    public async Task<bool> IsAskingAsync(HttpContext context, string realm)
    {
        var expected = Encoding.UTF8.GetBytes(
            $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.RootAccessKeyId}:{settings.RootSecretAccessKey}"))}"
        );
        var given = Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString());
        // What runs in a sandbox is never the root, whatever keys it knows.
        if (!RequestOrigin.IsFunction(context) && CryptographicOperations.FixedTimeEquals(given, expected))
            return true;
        context.Response.Headers.WWWAuthenticate = $"Basic realm=\"{realm}\"";
        await SayAsync(
                context,
                401,
                $"Only the root user may change {realm}: send its access key id and secret access key as user name and password"
            )
            .ConfigureAwait(false);
        return false;
    }

    public static Task SayAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { message });
    }
}
