using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Benchmarks.Cloud;

/// <summary>
/// Measures calls a second over kept-alive connections. The signed requests are prepared before, so that the client does as little work as
/// possible.
/// </summary>
static class CallRate
{
    const int Connections = 8;

    public static async Task<double> GetCallerIdentityAsync(string endpoint, TimeSpan during)
    {
        var bytes = Request(endpoint);
        // A first run is not measured: it includes compilation and opening connections.
        await RunAsync(endpoint, bytes, during / 4);
        var watch = Stopwatch.StartNew();
        var calls = await RunAsync(endpoint, bytes, during);
        return calls / watch.Elapsed.TotalSeconds;
    }

    static async Task<int> RunAsync(string endpoint, byte[] bytes, TimeSpan during)
    {
        var end = Stopwatch.GetTimestamp() + (long)(during.TotalSeconds * Stopwatch.Frequency);
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => CallAsync(endpoint, bytes, end))));
        return counts.Sum();
    }

    static async Task<int> CallAsync(string endpoint, byte[] bytes, long end)
    {
        var uri = new Uri(endpoint);
        var calls = 0;
        var client = new TcpClient(uri.Host, uri.Port) { NoDelay = true };
        var buffer = new byte[16 * 1024];
        while (Stopwatch.GetTimestamp() < end)
        {
            await client.GetStream().WriteAsync(bytes);
            var text = "";
            while (!text.Contains("</GetCallerIdentityResponse>", StringComparison.Ordinal))
            {
                var count = await client.GetStream().ReadAsync(buffer);
                if (count == 0)
                    break;
                text += Encoding.ASCII.GetString(buffer, 0, count);
            }
            if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
                throw new InvalidOperationException($"GetCallerIdentity: {text}");
            calls++;
            // A server that closes its connections is measured with the cost of opening new ones.
            if (!text.Contains("Connection: close", StringComparison.OrdinalIgnoreCase))
                continue;
            client.Dispose();
            client = new TcpClient(uri.Host, uri.Port) { NoDelay = true };
        }
        client.Dispose();
        return calls;
    }

    static byte[] Request(string endpoint)
    {
        var body = Encoding.ASCII.GetBytes("Action=GetCallerIdentity&Version=2011-06-15");
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint + "/");
        new Signer("test", "test", "sts").Sign(request, body);
        var headers = string.Concat(request.Headers.Select(header => $"{header.Key}: {string.Join(",", header.Value)}\r\n"));
        return
        [
            .. Encoding.ASCII.GetBytes(
                $"POST / HTTP/1.1\r\nHost: {new Uri(endpoint).Authority}\r\nContent-Type: "
                    + $"application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n{headers}\r\n"
            ),
            .. body,
        ];
    }
}
