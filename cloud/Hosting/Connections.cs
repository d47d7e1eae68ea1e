using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Classroom.Cloud.Hosting;

/// <summary>
/// What the server must be told so that callers cannot use up the process. The runtime, the database and the functions' processes need file
/// descriptors that connections must never take: without one, .NET cannot load its own assemblies.
/// </summary>
static class Connections
{
    /// <summary>The runtime alone opens about 200 when it starts.</summary>
    const int LeastDescriptors = 512;

    const int MostConnections = 20_000;

    const int LimitOnLinux = 7,
        LimitOnMac = 8;

    /// <summary>Those that are accepted only to be closed, at once.</summary>
    const int Refusals = 32;

    public static void Limit(IWebHostBuilder host)
    {
        var most = ConnectionsWithin(Descriptors());
        host.ConfigureKestrel(options =>
        {
            options.Limits.MaxConcurrentConnections = most;
            // Headers that S3 keeps for an object are UTF-8 on their way in, and go out as they came.
            options.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
        });
        host.ConfigureServices(services =>
            services.AddSingleton<IConnectionListenerFactory>(provider => new BoundedTransport(
                new(Options.Create(new SocketTransportOptions()), provider.GetRequiredService<ILoggerFactory>()),
                most + Refusals
            ))
        );
    }

    public static int ConnectionsWithin(long descriptors)
    {
        if (descriptors < LeastDescriptors)
            throw new SettingsException(
                $"This process may open {descriptors} files and connections; the cloud needs {LeastDescriptors} at least. Raise the "
                    + $"limit with: ulimit -n 4096"
            );
        return (int)Math.Min(MostConnections, (descriptors / 4 * 3) - (LeastDescriptors / 2));
    }

    static long Descriptors()
    {
        if (OperatingSystem.IsWindows())
            return long.MaxValue;
        if (GetLimit(OperatingSystem.IsMacOS() ? LimitOnMac : LimitOnLinux, out var limit) != 0)
            throw new InvalidOperationException($"The limit of open files is not known (error {Marshal.GetLastPInvokeError()}).");
        return limit.Current > long.MaxValue ? long.MaxValue : (long)limit.Current;
    }

#pragma warning disable SYSLIB1054 // numbers alone need no generated marshalling
    [DllImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    static extern int GetLimit(int resource, out ResourceLimit limit);
#pragma warning restore SYSLIB1054

    struct ResourceLimit
    {
        public ulong Current;
        public ulong Most;
    }
}

/// <summary>
/// Kestrel closes connections over its limit only after it has accepted all that wait, and each has a descriptor until then. This transport
/// leaves them waiting in the system's queue.
/// </summary>
sealed class BoundedTransport(SocketTransportFactory sockets, int most) : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new Listener(await sockets.BindAsync(endpoint, cancellationToken).ConfigureAwait(false), most);

    sealed class Listener(IConnectionListener inner, int most) : IConnectionListener
    {
        readonly SemaphoreSlim free = new(most, most);

        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            await free.WaitAsync(cancellationToken).ConfigureAwait(false);
            var connection = await inner.AcceptAsync(cancellationToken).ConfigureAwait(false);
            connection?.ConnectionClosed.UnsafeRegister(_ => free.Release(), null);
            return connection;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            // Whoever waits for a free place finds the listener closed.
            free.Release();
            return inner.UnbindAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
