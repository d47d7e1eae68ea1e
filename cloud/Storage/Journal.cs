using System.Buffers;
using System.Text;
using System.Text.Json;
using Classroom.Cloud.Hosting;

namespace Classroom.Cloud.Storage;

/// <summary>
/// Everything that must survive, as a file of changes: a line is what one call has changed, written before the call is answered. A line that
/// a crash has cut short was never answered, and is cut off when the file is read again.
/// </summary>
sealed class Journal : IDisposable
{
    const int Version = 1;
    const long SmallestToCompact = 32 * 1024 * 1024;

    [ThreadStatic]
    static Batch? current;

    readonly string folder;
    readonly string path;
    readonly Lock gate = new();
    readonly Dictionary<string, IJournaled> tables = new(StringComparer.Ordinal);
    readonly FileStream owner;
    FileStream? file;

    public Journal(CloudSettings settings)
    {
        folder = settings.DataFolder;
        Directory.CreateDirectory(folder);
        owner = Own(folder);
        path = Path.Combine(folder, "journal");
    }

    public string Folder => folder;

    /// <summary>Reads what there is, when every table is there to take it; from now on changes are written.</summary>
    public void Open()
    {
        var isNew = !File.Exists(path) || new FileInfo(path).Length == 0;
        if (!isNew) Read();
        file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Seek(0, SeekOrigin.End);
        if (isNew) file.Write(Header);
        if (file.Length > SmallestToCompact) Compact();
    }

    static byte[] Header => Encoding.UTF8.GetBytes($"{{\"classroom\":\"journal\",\"version\":{Version}}}\n");

    public void Register(string name, IJournaled table) => tables.Add(name, table);

    /// <summary>What happens within is one change: all of it is on disk, or nothing.</summary>
    public T Atomically<T>(Func<T> work)
    {
        if (current is not null) return work();
        current = new();
        try
        {
            return work();
        }
        finally
        {
            var batch = current;
            current = null;
            Write(batch);
        }
    }

    public void Atomically(Action work) => Atomically(() =>
    {
        work();
        return 0;
    });

    internal void Add(Action<Utf8JsonWriter> change)
    {
        if (current is { } batch)
        {
            batch.Add(change);
            return;
        }
        var alone = new Batch();
        alone.Add(change);
        Write(alone);
    }

    public void Dispose()
    {
        lock (gate)
        {
            file?.Dispose();
            file = null;
        }
        owner.Dispose();
    }

    void Write(Batch batch)
    {
        if (batch.IsEmpty) return;
        lock (gate)
        {
            // After the end nothing is acknowledged any more.
            file?.Write(batch.Line);
        }
    }

    /// <summary>Writes what there is now to a new file, and puts that in the place of the old one. Only before the first change.</summary>
    void Compact()
    {
        var fresh = $"{path}.new";
        using (var target = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            target.Write(Header);
            foreach (var table in tables.Values)
            {
                table.WriteAll(write =>
                {
                    var batch = new Batch();
                    batch.Add(write);
                    target.Write(batch.Line);
                });
            }
            target.Flush(flushToDisk: true);
        }
        file!.Dispose();
        File.Move(fresh, path, overwrite: true);
        file = new(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Seek(0, SeekOrigin.End);
    }

    void Read()
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var end = 0;
        while (end < bytes.Length)
        {
            var length = bytes[end..].IndexOf((byte)'\n');
            if (length < 0) break;
            using var line = JsonDocument.Parse(bytes.Slice(end, length).ToArray());
            if (end == 0) CheckVersion(line.RootElement);
            else Keep(line.RootElement);
            end += length + 1;
        }
        if (end == bytes.Length) return;
        using var whole = new FileStream(path, FileMode.Open, FileAccess.Write);
        whole.SetLength(end);
    }

    void Keep(JsonElement line)
    {
        foreach (var change in line.EnumerateArray())
        {
            // A table of a service that has gone.
            if (tables.TryGetValue(change[0].GetString()!, out var table)) table.Replay(change);
        }
    }

    void CheckVersion(JsonElement header)
    {
        var version = header.ValueKind == JsonValueKind.Object && header.TryGetProperty("version", out var given) ? given.GetInt32() : 0;
        if (version == Version) return;
        throw new StorageException(version > Version
            ? $"The data in {Path.GetDirectoryName(path)} was written by a newer version (format {version}; this one knows {Version}). Update, or name another folder with --data."
            : $"The file {path} is no journal of the cloud. Name another folder with --data, or move the file away.");
    }

    static FileStream Own(string folder)
    {
        try
        {
            return new(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new StorageException($"Another cloud works with the data in {folder}. Stop it, or name another folder with --data.");
        }
    }

    /// <summary>The changes of one call, ready to be written.</summary>
    sealed class Batch
    {
        readonly ArrayBufferWriter<byte> buffer = new(256);

        public bool IsEmpty => buffer.WrittenCount == 0;

        public ReadOnlySpan<byte> Line
        {
            get
            {
                buffer.Write("]\n"u8);
                return buffer.WrittenSpan;
            }
        }

        public void Add(Action<Utf8JsonWriter> change)
        {
            buffer.Write(IsEmpty ? "["u8 : ","u8);
            using var writer = new Utf8JsonWriter(buffer);
            change(writer);
        }
    }
}

/// <summary>Something whose changes are in the journal.</summary>
interface IJournaled
{
    void Replay(JsonElement change);

    /// <summary>All that there is, as changes from nothing.</summary>
    void WriteAll(Action<Action<Utf8JsonWriter>> write);
}

/// <summary>Data that cannot be used.</summary>
sealed class StorageException(string message) : Exception(message);
