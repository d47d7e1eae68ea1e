namespace Classroom.Storage;

/// <summary>A content file with its size and its checksum, which is compared when the file is read.</summary>
sealed record StoredContent(string Name, long Size, uint Checksum);

/// <summary>
/// Large contents as files beside the database. A file is written before a row refers to it, and removed after no row refers to it. A file
/// is complete or absent.
/// </summary>
sealed class ContentFiles(Database database, string subfolder)
{
    string Root => Path.Combine(database.Folder, subfolder);

    public StoredContent Write(string name, Action<Stream> write)
    {
        var path = PathOf(name);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
            write(file);
            file.Flush(flushToDisk: database.Durability == Durability.Full);
            file.Position = 0;
            return new(name, file.Length, Checksum.Of(file));
        }
        catch (IOException exception)
        {
            File.Delete(path);
            throw DiskErrors.Explain(exception, database.Folder);
        }
    }

    public Stream Open(string name) => File.OpenRead(PathOf(name));

    /// <summary>Reads the whole content and compares its checksum.</summary>
    public byte[] Read(StoredContent stored)
    {
        try
        {
            var content = File.ReadAllBytes(PathOf(stored.Name));
            return content.Length == stored.Size && Checksum.Of(content) == stored.Checksum
                ? content
                : throw Damaged("does not match its checksum", stored, null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Damaged("is missing", stored, exception);
        }
    }

    /// <summary>Removes a file after the current transaction has been committed.</summary>
    public void Remove(string name) => database.Afterwards(() => File.Delete(PathOf(name)));

    /// <summary>Removes files that no row refers to; a crash may have left them.</summary>
    public void RemoveAllBut(IReadOnlySet<string> names)
    {
        if (!Directory.Exists(Root))
            return;
        foreach (
            var path in Directory
                .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
                .Where(path => !names.Contains(Path.GetFileName(path)))
        )
            File.Delete(path);
    }

    string PathOf(string name) => Path.Combine(Root, name[..2], name);

    DamagedRowException Damaged(string how, StoredContent stored, Exception? inner) =>
        new($"The file {PathOf(stored.Name)} {how}: the object that it belongs to is damaged. Upload the object again.", inner);
}

/// <summary>Turns an error of the operating system about a disk into a message that says what to do.</summary>
static class DiskErrors
{
    // ENOSPC and EDQUOT of Linux, EDQUOT of macOS, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.
    static readonly int[] Full = [28, 122, 69, 39, 112];

    public static bool IsDiskFull(IOException exception) => Full.Contains(exception.HResult & 0xffff);

    public static NotWrittenException Explain(IOException exception, string folder) =>
        new(
            IsDiskFull(exception)
                ? $"The disk that holds {folder} is full, so nothing was changed. Free some space; a restart is not needed."
                : $"The data in {folder} could not be written ({exception.Message}), so nothing was changed. Check the disk; the next call "
                    + "tries again.",
            exception
        );
}
