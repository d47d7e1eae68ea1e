using System.Text.Json;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Hosting.Tls;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Hosting;

/// <summary>
/// Writes a file into the data folder with the id of the process that uses the folder and its address. The command finds the cloud by this
/// file.
/// </summary>
sealed class RunningFile(CloudSettings settings, Database database, IFunctionIsolation isolation)
{
    readonly string path = Path.Combine(settings.DataFolder, "running.json");

    public void Write()
    {
        // Written to another name and then moved, so that a reader never sees half of the file.
        File.WriteAllText(
            $"{path}.new",
            JsonSerializer.Serialize(
                new
                {
                    process = Environment.ProcessId,
                    endpoint = settings.Endpoint,
                    region = settings.Region,
                    account = settings.Account,
                    cloud = database.Id,
                    local = settings.LocalEndpoint,
                    authority = settings is { IsShared: true, Certificate: null } ? ClassAuthority.PathIn(settings.DataFolder) : null,
                    rootKey = settings.RootKeyFile,
                    // The command starts the cloud again with these after it has restored a snapshot. Secrets are never arguments.
                    arguments = Environment.GetCommandLineArgs().Skip(1),
                    warning = isolation.IsMissing ? isolation.Description : null,
                }
            )
        );
        File.Move($"{path}.new", path, overwrite: true);
    }

    public void Remove() => File.Delete(path);
}
