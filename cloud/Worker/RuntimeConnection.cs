using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Classroom.Worker;

/// <summary>
/// One HTTP/1.1 connection to the Runtime API, used by one thread that waits. HttpClient would hand each answer from thread to thread,
/// which costs a short function more than its own work.
/// </summary>
sealed class RuntimeConnection : IDisposable
{
    readonly Socket socket;
    readonly string authority;
    readonly string root;
    readonly MemoryStream queued = new();
    byte[] buffer = new byte[16 * 1024];
    int start;
    int end;

    /// <param name="api">Host, port and path, as in AWS_LAMBDA_RUNTIME_API.</param>
    /// <param name="unixSocket">The socket of the cloud in a sandbox; null to use TCP.</param>
    public RuntimeConnection(string api, string? unixSocket)
    {
        var address = new Uri($"http://{api}");
        (authority, root) = (address.Authority, address.AbsolutePath);
        if (unixSocket is not null)
        {
            socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(unixSocket));
            return;
        }
        socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            socket.Connect(ip, address.Port);
        else
            socket.Connect(address.Host, address.Port);
    }

    /// <summary>Adds a request to those that the next <see cref="Send"/> writes at once.</summary>
    public void Queue(string method, string path, byte[] body)
    {
        var type = body.Length == 0 ? "" : "Content-Type: application/json\r\n";
        var head = $"{method} {root}{path} HTTP/1.1\r\nHost: {authority}\r\n{type}Content-Length: {body.Length}\r\n\r\n";
        queued.Write(Encoding.ASCII.GetBytes(head));
        queued.Write(body);
    }

    public void Send()
    {
        var left = queued.GetBuffer().AsSpan(0, (int)queued.Length);
        try
        {
            while (left.Length > 0)
                left = left[socket.Send(left)..];
        }
        catch (SocketException)
        {
            // The cloud has ended; the next Receive says so.
        }
        queued.SetLength(0);
    }

    /// <summary>The answer to the oldest request without one; null where the cloud has closed the connection.</summary>
    public RuntimeAnswer? Receive()
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!Fill(1))
                return null;
        }
        var answer = new RuntimeAnswer(Encoding.Latin1.GetString(buffer, start, length));
        start += length + 4;
        var size = int.Parse(answer.Header("Content-Length"), CultureInfo.InvariantCulture);
        if (end - start < size && !Fill(size - (end - start)))
            return null;
        answer.Body = buffer.AsSpan(start, size).ToArray();
        start += size;
        return answer;
    }

    /// <summary>Reads until so many more bytes are there.</summary>
    bool Fill(int more)
    {
        if (start == end)
            (start, end) = (0, 0);
        if (buffer.Length - end < more)
        {
            var kept = buffer.AsSpan(start, end - start);
            var room = kept.Length + more <= buffer.Length ? buffer : new byte[Math.Max(buffer.Length * 2, kept.Length + more)];
            kept.CopyTo(room);
            (buffer, start, end) = (room, 0, kept.Length);
        }
        for (var enough = end + more; end < enough; )
        {
            var count = Read();
            if (count == 0)
                return false;
            end += count;
        }
        return true;
    }

    int Read()
    {
        try
        {
            return socket.Receive(buffer.AsSpan(end));
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    public void Dispose() => socket.Dispose();
}
