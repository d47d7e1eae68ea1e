using System.Net;
using System.Net.Sockets;
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
/// Limits the number of connections, so that callers cannot use up the file descriptors of the process. The runtime, the database and the
/// function processes need descriptors too: without a free one, .NET cannot load its own assemblies.
/// </summary>
static class Connections
{
    /// <summary>The runtime alone opens about 200 descriptors when it starts.</summary>
    const int LeastDescriptors = 512;

    const int MostConnections = 20_000;

    const int LimitOnLinux = 7,
        LimitOnMac = 8;

    /// <summary>The number of connections beyond the limit that Kestrel accepts and closes at once.</summary>
    const int Refusals = 32;

    public static void Limit(IWebHostBuilder host)
    {
        var most = ConnectionsWithin(Descriptors());
        host.ConfigureKestrel(options =>
        {
            options.Limits.MaxConcurrentConnections = most;
            // Clients send the metadata headers of S3 objects as UTF-8; responses return them unchanged.
            options.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
        });
        host.ConfigureServices(services =>
            services.AddSingleton<IConnectionListenerFactory>(provider => new BoundedTransport(
                new(Options.Create(new SocketTransportOptions()), provider.GetRequiredService<ILoggerFactory>()),
                provider.GetRequiredService<FunctionSockets>(),
                most + Refusals
            ))
        );
    }

    public static int ConnectionsWithin(long descriptors)
    {
        if (descriptors < LeastDescriptors)
            throw new SettingsException(
                $"This process may open {descriptors} files and connections; the cloud needs at least {LeastDescriptors}. Raise the "
                    + $"limit with: ulimit -n 4096"
            );
        return (int)Math.Min(MostConnections, (descriptors / 4 * 3) - (LeastDescriptors / 2));
    }

    static long Descriptors()
    {
        if (OperatingSystem.IsWindows())
            return long.MaxValue;
        if (GetLimit(OperatingSystem.IsMacOS() ? LimitOnMac : LimitOnLinux, out var limit) != 0)
            throw new InvalidOperationException($"The limit of open files cannot be read (error {Marshal.GetLastPInvokeError()}).");
        return limit.Current > long.MaxValue ? long.MaxValue : (long)limit.Current;
    }

#pragma warning disable SYSLIB1054 // a function with numbers as parameters needs no generated marshalling
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
/// Stops accepting connections at the limit; further connections wait in the queue of the operating system. Kestrel's own limit closes
/// surplus connections only after it has accepted all of them, and each uses a file descriptor until then.
/// </summary>
sealed class BoundedTransport(SocketTransportFactory sockets, FunctionSockets functions, int most) : IConnectionListenerFactory
{
    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        endpoint is UnixDomainSocketEndPoint
            ? functions
            : new Listener(await sockets.BindAsync(endpoint, cancellationToken).ConfigureAwait(false), most);

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
            // Wakes a pending AcceptAsync, which then finds the listener closed.
            free.Release();
            return inner.UnbindAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
