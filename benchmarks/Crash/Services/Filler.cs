using System.Security.Cryptography;

namespace Classroom.Benchmarks.Crash.Services;

/// <summary>Fills the disk with objects and log events: large ones first, then smaller and smaller ones.</summary>
sealed class Filler(Scene scene) : Writer(scene, "Filler")
{
    const string Bucket = "crash-filler";
    const string Group = "/crash/filler";
    const string Stream = "all";
    const int Smallest = 1024;

    readonly Dictionary<string, string> objects = [];
    readonly Dictionary<string, bool> events = [];
    int size = 256 * 1024;
    int count;

    public override bool ComparesByReading => true;

    public override TimeSpan Pause => TimeSpan.FromMilliseconds(size == Smallest ? 20 : 1);

    public override async Task PrepareAsync()
    {
        await MadeAsync(Client.BytesAsync("s3", HttpMethod.Put, $"/{Bucket}"));
        await MadeAsync(Client.JsonAsync("logs", "CreateLogGroup", new { logGroupName = Group }));
        await MadeAsync(Client.JsonAsync("logs", "CreateLogStream", new { logGroupName = Group, logStreamName = Stream }));
    }

    public override async Task StepAsync()
    {
        var name = $"fill-{++count}";
        var isAcknowledged = Random.Next(2) == 0 ? await PutObjectAsync(name) : await PutEventAsync(name);
        if (!isAcknowledged)
            size = Math.Max(Smallest, size / 2);
    }

    public override Task CompareRecentAsync() => Task.CompletedTask;

    public override async Task CompareAllAsync()
    {
        foreach (var (name, hash) in objects)
        {
            Tally.Compared++;
            var found = await FindAsync(Client.BytesAsync("s3", HttpMethod.Get, $"/{Bucket}/{name}"), "NoSuchKey");
            if (found is null || Hash(found.Body) != hash)
                Differ(
                    found is null ? Fault.Lost : Fault.Wrong,
                    $"the object {name} was acknowledged, and is {(found is null ? "gone" : "another")}"
                );
        }
        var there = await EventsAsync();
        foreach (var (name, isAcknowledged) in events)
        {
            Tally.Compared++;
            if (isAcknowledged && !there.Contains(name))
                Differ(Fault.Lost, $"the log event {name} was acknowledged, and is gone");
            if (!isAcknowledged && there.Contains(name))
                Differ(Fault.Wrong, $"the log event {name} was refused, but exists");
        }
    }

    async Task<bool> PutObjectAsync(string name)
    {
        var bytes = new byte[size];
        Random.NextBytes(bytes);
        if (!IsAcknowledged(await Client.BytesAsync("s3", HttpMethod.Put, $"/{Bucket}/{name}", bytes)))
            return false;
        objects[name] = Hash(bytes);
        return true;
    }

    async Task<bool> PutEventAsync(string name)
    {
        var entry = new
        {
            timestamp = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
            message = $"{name}|{new string((char)('a' + Random.Next(26)), size / 2)}",
        };
        events[name] = IsAcknowledged(
            await Client.JsonAsync(
                "logs",
                "PutLogEvents",
                new
                {
                    logGroupName = Group,
                    logStreamName = Stream,
                    logEvents = new[] { entry },
                }
            )
        );
        return events[name];
    }

    async Task<HashSet<string>> EventsAsync()
    {
        var names = new HashSet<string>();
        string? token = null;
        while (true)
        {
            var json = (
                await ReadAsync(
                    Client.JsonAsync(
                        "logs",
                        "GetLogEvents",
                        token is null
                            ? new
                            {
                                logGroupName = Group,
                                logStreamName = Stream,
                                startFromHead = true,
                                limit = 50,
                            }
                            : new
                            {
                                logGroupName = Group,
                                logStreamName = Stream,
                                startFromHead = true,
                                limit = 50,
                                nextToken = token,
                            }
                    )
                )
            ).Json;
            foreach (var entry in json["events"]!.AsArray())
                names.Add(((string)entry!["message"]!).Split('|')[0]);
            if ((string?)json["nextForwardToken"] is not { } next || next == token)
                return names;
            token = next;
        }
    }

    static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
