namespace Classroom.Storage;

/// <summary>Locks a folder for one process, and tells another process which process holds the lock.</summary>
sealed class FolderLock : IDisposable
{
    readonly FileStream file;

    FolderLock(FileStream file) => this.file = file;

    public static FolderLock Take(string folder, string holder)
    {
        Make(folder);
        var (path, note) = (Path.Combine(folder, "lock"), Path.Combine(folder, "lock.holder"));
        FileStream file;
        try
        {
            file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw NotWritable(folder);
        }
        catch (IOException exception) when (IsDenied(exception))
        {
            throw NotWritable(folder);
        }
        catch (IOException) when (File.Exists(path))
        {
            var who = File.Exists(note) ? File.ReadAllText(note) : "Another process";
            throw new FolderInUseException($"{who} is using the data in {folder}. Stop it, or name another folder.");
        }
        catch (IOException exception)
        {
            throw new StorageException($"The folder {folder} cannot be used: {exception.Message} Name another folder.", exception);
        }
        try
        {
            File.WriteAllText(note, holder);
        }
        catch (IOException)
        {
            // On a full disk the name of the holder cannot be written. The lock itself works.
        }
        return new(file);
    }

    static void Make(string folder)
    {
        if (File.Exists(folder))
            throw new StorageException($"{folder} is a file; the data needs a folder. Move the file away, or name another folder.");
        try
        {
            // Only the owner may read the folder: it contains logs, messages and environment variables of students.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (UnauthorizedAccessException)
        {
            throw NotWritable(folder);
        }
        catch (IOException exception)
        {
            throw new StorageException($"The folder {folder} cannot be created: {exception.Message} Name another folder.", exception);
        }
    }

    static StorageException NotWritable(string folder) =>
        new($"The folder {folder} is not writable. Change its permissions, or name another folder.");

    // A file system that is mounted read-only reports an error of its own.
    static bool IsDenied(IOException exception) => exception.Message.Contains("Read-only file system", StringComparison.OrdinalIgnoreCase);

    public void Dispose() => file.Dispose();
}
