using System.Text;
using Classroom.Cloud.Fairness;

namespace Classroom.Cloud.Lambda.Workers;

/// <summary>
/// Reads the lines that a worker prints. A line is cut at the size of a log event, and the workers of a student who prints very much are
/// read slowly: they then wait for the cloud, and not the cloud for them.
/// </summary>
static class WorkerOutput
{
    const int ReadAtOnce = 32 * 1024;

    /// <param name="read">Called with the number of bytes that were read; completes when more may be read.</param>
    public static async Task ReadAsync(Stream stream, Action<string> print, Func<int, Task> read)
    {
        var buffer = new byte[ReadAtOnce];
        var line = new MemoryStream();
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
            {
                Split(buffer.AsSpan(0, count), line, print);
                await read(count).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process has ended.
        }
        if (line.Length > 0)
            Print(line, print);
    }

    static void Split(ReadOnlySpan<byte> read, MemoryStream line, Action<string> print)
    {
        while (read.Length > 0)
        {
            var end = read.IndexOf((byte)'\n');
            var part = end < 0 ? read : read[..end];
            var room = Quotas.LogEvent - (int)line.Length;
            line.Write(part[..Math.Min(room, part.Length)]);
            if (end < 0)
            {
                if (part.Length < room)
                    return;
                // A line without end becomes several events.
                Print(line, print);
                read = read[Math.Min(room, part.Length)..];
                continue;
            }
            if (part.Length > room)
            {
                Print(line, print);
                read = read[room..];
                continue;
            }
            Print(line, print);
            read = read[(end + 1)..];
        }
    }

    static void Print(MemoryStream line, Action<string> print)
    {
        var bytes = line.GetBuffer().AsSpan(0, (int)line.Length);
        print(Encoding.UTF8.GetString(bytes is [.., (byte)'\r'] ? bytes[..^1] : bytes));
        line.SetLength(0);
    }
}
