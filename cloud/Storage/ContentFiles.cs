namespace Classroom.Storage;

/// <summary>A file with a content of its own, and what it is checked with when it is read.</summary>
sealed record StoredContent(string Name, long Size, uint Checksum);

/// <summary>
/// Large contents as files beside the database: written before a row names them, removed after no row does. A file is whole, or not there.
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

    /// <summary>The whole content, checked.</summary>
    public byte[] Read(StoredContent stored)
    {
        try
        {
            var content = File.ReadAllBytes(PathOf(stored.Name));
            return content.Length == stored.Size && Checksum.Of(content) == stored.Checksum
                ? content
                : throw Damaged("is not what was written", stored, null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Damaged("is missing", stored, exception);
        }
    }

    /// <summary>Removes a file when the transaction under way is kept.</summary>
    public void Remove(string name) => database.Afterwards(() => File.Delete(PathOf(name)));

    /// <summary>A crash may have left files that no row names.</summary>
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
        new($"The file {PathOf(stored.Name)} {how}: the object that it belongs to is damaged. Upload it again.", inner);
}

/// <summary>What the operating system says of a disk, as a sentence that tells what to do.</summary>
static class DiskErrors
{
    // ENOSPC and EDQUOT of Linux, EDQUOT of macOS, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.
    static readonly int[] Full = [28, 122, 69, 39, 112];

    public static bool IsDiskFull(IOException exception) => Full.Contains(exception.HResult & 0xffff);

    public static NotWrittenException Explain(IOException exception, string folder) =>
        new(
            IsDiskFull(exception)
                ? $"The disk that holds {folder} is full, so nothing was changed. Make room; the next call works again, without a restart."
                : $"The data in {folder} could not be written ({exception.Message}), so nothing was changed. Look at the disk; the next "
                    + "call tries again.",
            exception
        );
}
