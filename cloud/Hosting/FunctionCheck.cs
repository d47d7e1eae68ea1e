using Classroom.Cloud.Lambda.Workers.Sandboxes;
using Classroom.Cloud.Runtime;
using Microsoft.Extensions.Logging.Abstractions;

namespace Classroom.Cloud.Hosting;

/// <summary>Tells `./classroom doctor` whether this machine can run functions in sandboxes, without starting the cloud.</summary>
static class FunctionCheck
{
    public const string Option = "--check-functions";

    /// <returns>0 if functions run in sandboxes here, else 1.</returns>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("classroom-");
        try
        {
            var settings = new CloudSettings { DataFolder = folder.FullName };
            using var sockets = new FunctionSockets(settings, NullLoggerFactory.Instance);
            var files = new SandboxFiles(settings);
            using var support = new SandboxSupport(settings, files, new SandboxCommand(settings, files), sockets);
            await support.ProbeAsync().ConfigureAwait(false);
            Console.WriteLine(support.Description);
            return support.IsMissing ? 1 : 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
