using System.Runtime.InteropServices;

namespace Classroom.Cloud.Lambda.Workers.Sandboxes;

/// <summary>
/// The folder that a sandbox shows as /var/task. A sandbox may be started before its function is known, so the folder is empty at first,
/// and receives hard links to the function's code later: a running sandbox sees new files of a folder, but no new folder can be mounted
/// into it.
/// </summary>
sealed class TaskFolder(string path)
{
    public const string Inside = "/var/task";

    public string Path => path;

    public static TaskFolder Create(string parent, string id)
    {
        var folder = new TaskFolder(System.IO.Path.Combine(parent, id));
        Directory.CreateDirectory(folder.Path);
        return folder;
    }

    public void Fill(string code)
    {
        foreach (var folder in Directory.EnumerateDirectories(code, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(At(code, folder));
        foreach (var file in Directory.EnumerateFiles(code, "*", SearchOption.AllDirectories))
        {
            // File systems without hard links, and more links to a file than its file system allows.
            if (Link(file, At(code, file)) != 0)
                File.Copy(file, At(code, file), overwrite: true);
        }
    }

    public void Remove() => Directory.Delete(path, recursive: true);

    string At(string code, string entry) => System.IO.Path.Combine(path, System.IO.Path.GetRelativePath(code, entry));

#pragma warning disable SYSLIB1054 // a function with two paths needs no generated marshalling
    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string fresh);
#pragma warning restore SYSLIB1054
}
