using System.Net.Sockets;
using Classroom.Cloud.Hosting;

namespace Classroom.Cloud.Tests.Hosting;

/// <summary>More callers than the process has file descriptors for.</summary>
[Platform("Linux")]
sealed class ConnectionTests
{
    [TestCase(512, ExpectedResult = 128)]
    [TestCase(1024, ExpectedResult = 512)]
    [TestCase(1_048_576, ExpectedResult = 20_000)]
    public int Connections_leave_room_for_files(long descriptors) => Connections.ConnectionsWithin(descriptors);

    [Test]
    public void Too_few_descriptors_are_told_before_anything_is_opened() =>
        Assert.That(() => Connections.ConnectionsWithin(200), Throws.TypeOf<SettingsException>().With.Message.Contains("ulimit -n 4096"));

    [Test]
    public async Task Connections_beyond_the_limit_are_closed_and_the_cloud_goes_on()
    {
        await using var cloud = await CloudProcess.StartAsync(descriptors: 600);
        var address = new Uri(cloud.Endpoint);
        var all = Enumerable.Range(0, 400).Select(_ => new TcpClient()).ToList();
        await Task.WhenAll(all.Select(client => client.ConnectAsync(address.Host, address.Port)));
        var answered = (await Task.WhenAll(all.Select(IsAnsweredAsync))).Count(isAnswered => isAnswered);
        Assert.That(answered, Is.InRange(1, Connections.ConnectionsWithin(600)));
        foreach (var client in all)
            client.Dispose();
        Assert.That((await cloud.Root.QueryAsync("sts", "GetCallerIdentity")).Status, Is.EqualTo(200));
    }

    static async Task<bool> IsAnsweredAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            await stream.WriteAsync("GET /_classroom/health HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
            return await stream.ReadAsync(new byte[100]) > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
