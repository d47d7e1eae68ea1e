using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Classroom.Cloud.Contracts;
using Classroom.Cloud.Runtime;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace Classroom.Cloud.Hosting;

/// <summary>
/// Accepts the connections of sandboxes for the web server. Kestrel's endpoints are fixed when it starts, so this is one endpoint with a
/// socket for each sandbox. Each sandbox has its own limit: a function cannot use up the connections of clients or of other functions.
/// </summary>
sealed class FunctionSockets(CloudSettings settings, ILoggerFactory logging) : IFunctionSockets, IConnectionListener, IDisposable
{
    /// <summary>The name of the endpoint; nothing listens at this path.</summary>
    public const string Endpoint = "/functions";

    /// <summary>The connections of one sandbox.</summary>
    public const int MostConnections = 128;

    /// <summary>The path of a socket has at most 107 bytes.</summary>
    const int LongestPath = 107;

    /// <summary>Characters of the sandbox's id in the name of its socket.</summary>
    const int NameLength = 16;

    readonly ConcurrentDictionary<string, Socket> sockets = new();
    readonly Channel<ConnectionContext> accepted = Channel.CreateUnbounded<ConnectionContext>();
    readonly SocketConnectionContextFactory connections = new(
        new(),
        logging.CreateLogger("Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets")
    );
    readonly Lazy<string> folder = new(() => NewFolder(settings.DataFolder));

    public EndPoint EndPoint { get; } = new UnixDomainSocketEndPoint(Endpoint);

    public string Open(string sandbox)
    {
        var path = Path.Combine(folder.Value, sandbox[..NameLength]);
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen(MostConnections);
        sockets[sandbox] = socket;
        _ = ServeAsync(socket);
        return path;
    }

    public void Close(string sandbox)
    {
        // Removes the file too.
        if (sockets.TryRemove(sandbox, out var socket))
            socket.Dispose();
    }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await accepted.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return null;
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        accepted.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        accepted.Writer.TryComplete();
        foreach (var sandbox in sockets.Keys)
            Close(sandbox);
        connections.Dispose();
        if (folder.IsValueCreated && Directory.Exists(folder.Value))
            Directory.Delete(folder.Value, recursive: true);
    }

    async Task ServeAsync(Socket listener)
    {
        using var free = new SemaphoreSlim(MostConnections);
        try
        {
            while (true)
            {
                await free.WaitAsync().ConfigureAwait(false);
                var connection = connections.Create(await listener.AcceptAsync().ConfigureAwait(false));
                connection.ConnectionClosed.UnsafeRegister(_ => Release(free), null);
                if (!accepted.Writer.TryWrite(connection))
                    await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The sandbox has ended.
        }
    }

    static void Release(SemaphoreSlim free)
    {
        try
        {
            free.Release();
        }
        catch (ObjectDisposedException)
        {
            // The sandbox has ended before its connections.
        }
    }

    /// <summary>Only the user of the cloud may enter the folder.</summary>
    static string NewFolder(string data)
    {
        var folder = Path.Combine(data, "sandbox", "sockets");
        if (folder.Length + 1 + NameLength > LongestPath)
            return Directory.CreateTempSubdirectory("classroom-").FullName;
        // A killed cloud leaves its sockets.
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder).FullName
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
    }
}
