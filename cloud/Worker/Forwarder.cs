using System.Net;
using System.Net.Sockets;

namespace Classroom.Worker;

/// <summary>
/// Makes the cloud reachable at its address in a sandbox, whose network contains nothing: connections to the port are forwarded to the
/// cloud's Unix socket. It uses threads of its own, because a function may keep all threads of the pool busy while it waits for an answer.
/// </summary>
static class Forwarder
{
    const int StackSize = 128 * 1024;
    const int BufferSize = 64 * 1024;

    public static void Start(int port, string unixSocket)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        Begin(() => Accept(listener, new UnixDomainSocketEndPoint(unixSocket)));
    }

    static void Accept(Socket listener, UnixDomainSocketEndPoint cloud)
    {
        while (true)
        {
            var client = listener.Accept();
            client.NoDelay = true;
            var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                server.Connect(cloud);
            }
            catch (SocketException)
            {
                // The cloud has ended, or accepts no more connections; the client sees that its connection is closed.
                client.Dispose();
                server.Dispose();
                continue;
            }
            Begin(() => Copy(client, server));
            Begin(() => Copy(server, client));
        }
    }

    static void Copy(Socket from, Socket to)
    {
        var buffer = new byte[BufferSize];
        try
        {
            while (from.Receive(buffer) is > 0 and var count)
                Send(to, buffer.AsSpan(0, count));
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            from.Dispose();
            to.Dispose();
        }
    }

    static void Send(Socket to, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[to.Send(bytes)..];
    }

    static void Begin(ThreadStart work) => new Thread(work, StackSize) { IsBackground = true }.Start();
}
