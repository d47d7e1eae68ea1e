using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Classroom.Cloud.Hosting;

/// <summary>Closes the connections of an address beyond a limit, so that one machine cannot use up the connections of all.</summary>
sealed class ConnectionsPerAddress(int most)
{
    readonly ConcurrentDictionary<IPAddress, int> open = new();

    public async Task HandleAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if ((connection.RemoteEndPoint as IPEndPoint)?.Address is not { } address || IPAddress.IsLoopback(address))
        {
            await next(connection).ConfigureAwait(false);
            return;
        }
        try
        {
            if (open.AddOrUpdate(address, 1, (_, count) => count + 1) > most)
                connection.Abort(new($"More than {most} connections of {address}"));
            else
                await next(connection).ConfigureAwait(false);
        }
        finally
        {
            if (open.AddOrUpdate(address, 0, (_, count) => count - 1) == 0)
                open.TryRemove(KeyValuePair.Create(address, 0));
        }
    }
}
