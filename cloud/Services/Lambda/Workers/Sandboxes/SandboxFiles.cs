using Classroom.Cloud.Runtime;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>The files that sandboxes need: bubblewrap, the filter, the accounts of /etc, and the socket of the cloud.</summary>
sealed class SandboxFiles(CloudSettings settings)
{
    /// <summary>Where the runtime is inside of a sandbox.</summary>
    public const string RuntimeInside = "/var/runtime";

    string Folder => Path.Combine(settings.DataFolder, "sandbox");

    /// <summary>The folder with a folder for the code of each worker.</summary>
    public string Tasks => Path.Combine(Folder, "tasks");

    public string Bubblewrap { get; private set; } = "";

    /// <summary>Null on processors for which there is no filter.</summary>
    public string? Filter { get; private set; }

    /// <summary>Folders that no function may see.</summary>
    public IReadOnlyList<string> Hidden =>
        [
            .. new[]
            {
                settings.DataFolder,
                Environment.GetEnvironmentVariable("CLASSROOM_HOME") ?? "",
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            }
                .Where(Directory.Exists)
                .Distinct(),
        ];

    public string Etc(string name) => Path.Combine(Folder, "etc", name);

    public void Write(string bubblewrap)
    {
        Bubblewrap = bubblewrap;
        // What a killed cloud has left.
        if (Directory.Exists(Tasks))
            Directory.Delete(Tasks, recursive: true);
        Directory.CreateDirectory(Tasks);
        Directory.CreateDirectory(Path.Combine(Folder, "etc"));
        File.WriteAllText(Etc("passwd"), "root:x:0:0:root:/:/sbin/nologin\nsbx_user1051:x:993:990::/tmp:/sbin/nologin\n");
        File.WriteAllText(Etc("group"), "root:x:0:\nsbx_user1051:x:990:\n");
        File.WriteAllText(Etc("hosts"), "127.0.0.1 localhost\n");
        if (SystemCalls.OfThisMachine is not { } calls)
            return;
        Filter = Path.Combine(Folder, "filter");
        File.WriteAllBytes(Filter, SystemCallFilter.For(calls));
    }
}
