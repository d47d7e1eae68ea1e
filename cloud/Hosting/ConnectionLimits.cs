using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Classroom.Cloud.Hosting;

/// <summary>What the server must be told so that callers cannot use up the process.</summary>
static class ConnectionLimits
{
    public static void Apply(KestrelServerOptions options)
    {
        // Headers that S3 keeps for an object are UTF-8 on their way in, and go out as they came.
        options.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
    }
}
