using System.Text;
using System.Text.Json;

namespace Classroom.Storage;

/// <summary>Reads a journal: changes in the order in which they were made. A line that a crash has cut short was never answered, and is cut off.</summary>
static class JournalFile
{
    const int Version = 2;

    public static byte[] Header { get; } = Encoding.UTF8.GetBytes($"{{\"classroom\":\"journal\",\"version\":{Version}}}\n");

    /// <returns>The last number, and whether the file is as this version writes it, with no number missing.</returns>
    public static (long Last, bool IsAsWritten) Read(string path, bool isOwned, Action<JsonElement> replay)
    {
        if (!File.Exists(path)) return (0, true);
        var version = 0;
        var order = new Order(replay);
        using var file = isOwned
            ? new FileStream(path, FileMode.Open, FileAccess.ReadWrite)
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var end = 0L;
        foreach (var line in Lines(file))
        {
            using var parsed = Parse(line, path);
            if (end == 0) version = CheckVersion(parsed.RootElement, path);
            else if (version == 1) KeepUnnumbered(parsed.RootElement, order);
            else Keep(parsed.RootElement, order);
            end += line.Length + 1;
        }
        if (isOwned && end < file.Length) file.SetLength(end);
        var isWhole = order.Complete();
        return (order.Last, isWhole && version is Version or 0);
    }

    static void Keep(JsonElement line, Order order)
    {
        for (var at = 0; at < line.GetArrayLength(); at += 2) order.Add(line[at].GetInt64(), line[at + 1]);
    }

    /// <summary>Version 1 had no numbers: its changes were made in the order of its lines.</summary>
    static void KeepUnnumbered(JsonElement line, Order order)
    {
        foreach (var change in line.EnumerateArray()) order.Add(order.Last + 1, change);
    }

    static JsonDocument Parse(ReadOnlyMemory<byte> line, string path)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            throw NoJournal(path);
        }
    }

    static int CheckVersion(JsonElement header, string path)
    {
        var version = header.ValueKind == JsonValueKind.Object && header.TryGetProperty("version", out var given) && given.TryGetInt32(out var number) ? number : 0;
        return version switch
        {
            > Version => throw new StorageException(
                $"The data in {Path.GetDirectoryName(path)} was written by a newer version (format {version}; this one knows {Version}). Update, or name another folder."),
            < 1 => throw NoJournal(path),
            _ => version,
        };
    }

    static StorageException NoJournal(string path) => new($"The file {path} is no journal of this program. Name another folder, or move the file away.");

    /// <summary>The whole lines, without their ends.</summary>
    static IEnumerable<ReadOnlyMemory<byte>> Lines(FileStream file)
    {
        var buffer = new byte[1 << 20];
        var (start, length) = (0, 0);
        while (true)
        {
            if (buffer.AsSpan(start, length).IndexOf((byte)'\n') is >= 0 and var next)
            {
                yield return buffer.AsMemory(start, next);
                start += next + 1;
                length -= next + 1;
                continue;
            }
            buffer.AsSpan(start, length).CopyTo(buffer);
            start = 0;
            if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = file.Read(buffer, length, buffer.Length - length);
            if (read == 0) yield break;
            length += read;
        }
    }

    /// <summary>Puts changes in order: one whose predecessor has not come yet waits for it.</summary>
    sealed class Order(Action<JsonElement> replay)
    {
        readonly PriorityQueue<JsonElement, long> waiting = new();
        long next = 1;

        public long Last { get; private set; }

        public void Add(long number, JsonElement change)
        {
            Last = Math.Max(Last, number);
            if (number != next)
            {
                waiting.Enqueue(change.Clone(), number);
                return;
            }
            replay(change);
            next++;
            while (waiting.TryPeek(out _, out var following) && following == next)
            {
                replay(waiting.Dequeue());
                next++;
            }
        }

        /// <summary>Takes what still waits: a predecessor that never came was part of a call that was never answered.</summary>
        /// <returns>Whether nothing was missing.</returns>
        public bool Complete()
        {
            var isWhole = waiting.Count == 0;
            while (waiting.TryDequeue(out var change, out _)) replay(change);
            return isWhole;
        }
    }
}
