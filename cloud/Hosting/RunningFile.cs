using System.Text.Json;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Hosting;

/// <summary>Tells, beside the data, which process works with it and where it answers: how the command finds the cloud.</summary>
sealed class RunningFile(CloudSettings settings, Database database)
{
    readonly string path = Path.Combine(settings.DataFolder, "running.json");

    public void Write()
    {
        // Whole or not at all, for who reads it in this moment.
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
                }
            )
        );
        File.Move($"{path}.new", path, overwrite: true);
    }

    public void Remove() => File.Delete(path);
}
