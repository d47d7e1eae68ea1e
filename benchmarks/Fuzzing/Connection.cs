using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>The status and the body of an answer; status 0 if the connection ended without an answer.</summary>
sealed record RawAnswer(int Status, string Body)
{
    public static RawAnswer None { get; } = new(0, "");
}

/// <summary>A connection that is kept open as long as the server keeps it open.</summary>
sealed class Connection(string host, int port) : IDisposable
{
    readonly byte[] buffer = new byte[64 * 1024];
    TcpClient? client;

    /// <exception cref="TimeoutException">No answer arrived in time.</exception>
    public async Task<RawAnswer> SendAsync(byte[] request, bool hasBody, bool waits, TimeSpan longest)
    {
        var wasOpen = client is not null;
        var answer = await SendOnceAsync(request, hasBody, waits, longest);
        // The server may have closed the connection after the previous request: then this request was not read and is sent again.
        return answer == RawAnswer.None && waits && wasOpen ? await SendOnceAsync(request, hasBody, waits, longest) : answer;
    }

    async Task<RawAnswer> SendOnceAsync(byte[] request, bool hasBody, bool waits, TimeSpan longest)
    {
        using var limit = new CancellationTokenSource(longest);
        try
        {
            client ??= new TcpClient(host, port) { NoDelay = true };
            var stream = client.GetStream();
            // The server may answer and close before it has read the whole request.
            var written = WriteAsync(stream, request, limit.Token);
            if (!waits)
            {
                await written;
                Close();
                return RawAnswer.None;
            }
            var answer = await ReadAsync(stream, hasBody, limit.Token);
            if (!written.IsCompleted)
                Close();
            return answer;
        }
        catch (OperationCanceledException)
        {
            Close();
            throw new TimeoutException();
        }
        catch (Exception exception) when (exception is IOException or SocketException or FormatException or InvalidOperationException)
        {
            Close();
            return RawAnswer.None;
        }
    }

    public void Dispose() => Close();

    static async Task WriteAsync(NetworkStream stream, byte[] request, CancellationToken limit)
    {
        try
        {
            await stream.WriteAsync(request, limit);
        }
        catch (IOException)
        {
            // The answer of the server can still be read.
        }
    }

    async Task<RawAnswer> ReadAsync(NetworkStream stream, bool hasBody, CancellationToken limit)
    {
        var received = new MemoryStream();
        int head;
        while ((head = EndOfHead(received)) < 0)
        {
            if (await MoreAsync(stream, received, limit))
                continue;
            Close();
            return RawAnswer.None;
        }
        var lines = Encoding.Latin1.GetString(received.GetBuffer(), 0, head).Split("\r\n");
        var status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        string? Header(string name) =>
            lines
                .Skip(1)
                .Select(line => line.Split(':', 2))
                .FirstOrDefault(line => line[0].Equals(name, StringComparison.OrdinalIgnoreCase))
                ?[1].Trim();
        var body = "";
        if (hasBody && status is not (204 or 304))
        {
            if (Header("Content-Length") is { } length)
                body = await TakeAsync(stream, received, head, int.Parse(length, CultureInfo.InvariantCulture), limit);
            else if (Header("Transfer-Encoding") is not null)
                body = await ChunksAsync(stream, received, head, limit);
        }
        if (Header("Connection") == "close")
            Close();
        return new(status, body);
    }

    async Task<string> TakeAsync(NetworkStream stream, MemoryStream received, int from, int length, CancellationToken limit)
    {
        while (received.Length < from + length && await MoreAsync(stream, received, limit)) { }
        return Encoding.UTF8.GetString(received.GetBuffer(), from, (int)Math.Min(length, received.Length - from));
    }

    async Task<string> ChunksAsync(NetworkStream stream, MemoryStream received, int from, CancellationToken limit)
    {
        while (!received.GetBuffer().AsSpan(0, (int)received.Length).EndsWith("0\r\n\r\n"u8) && await MoreAsync(stream, received, limit))
        { }
        return Encoding.UTF8.GetString(received.GetBuffer(), from, (int)received.Length - from);
    }

    async Task<bool> MoreAsync(NetworkStream stream, MemoryStream received, CancellationToken limit)
    {
        var count = await stream.ReadAsync(buffer, limit);
        received.Write(buffer, 0, count);
        return count > 0;
    }

    static int EndOfHead(MemoryStream received)
    {
        var at = received.GetBuffer().AsSpan(0, (int)received.Length).IndexOf("\r\n\r\n"u8);
        return at < 0 ? -1 : at + 4;
    }

    void Close()
    {
        client?.Dispose();
        client = null;
    }
}
