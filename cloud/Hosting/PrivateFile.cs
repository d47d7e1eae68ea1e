namespace Classroom.Cloud.Hosting;

/// <summary>Writes files that only their owner can read.</summary>
static class PrivateFile
{
    /// <summary>The file is created with its final permissions and then moved, so that no other user can open it in between.</summary>
    public static void Write(string path, string content)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var made = $"{path}.new";
        File.Delete(made);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(made, options))
            writer.Write(content);
        File.Move(made, path, overwrite: true);
    }
}
