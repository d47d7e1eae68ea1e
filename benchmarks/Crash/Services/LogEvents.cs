namespace Classroom.Benchmarks.Crash.Services;

/// <summary>Events of log streams: a batch must be stored completely and in order, or not at all.</summary>
sealed class LogEvents(Scene scene) : Writer(scene, "Logs events")
{
    const string Group = "/crash/events";
    const int Streams = 3;
    const int MostInStream = 1500;

    readonly List<Stream> streams = [];

    public override bool ComparesByReading => true;

    public override TimeSpan Pause => TimeSpan.FromMilliseconds(15);

    public override async Task PrepareAsync()
    {
        await MadeAsync(Client.JsonAsync("logs", "CreateLogGroup", new { logGroupName = Group }));
        for (var number = 1; number <= Streams; number++)
        {
            streams.Add(new($"stream {number} \U0001F600 汉"));
            await MadeAsync(Client.JsonAsync("logs", "CreateLogStream", new { logGroupName = Group, logStreamName = streams[^1].Name }));
        }
    }

    public override async Task StepAsync()
    {
        var stream = streams[Random.Next(Streams)];
        stream.WasTouched = true;
        if (stream.Events.Count >= MostInStream)
            stream.IsDeleting = true;
        if (stream.IsDeleting)
        {
            await DeleteAsync(stream);
            return;
        }
        if (stream.IsDeleted)
        {
            if (
                IsAcknowledged(
                    await Client.JsonAsync("logs", "CreateLogStream", new { logGroupName = Group, logStreamName = stream.Name }),
                    "ResourceAlreadyExistsException"
                )
            )
                stream.IsDeleted = false;
            return;
        }
        stream.Other = Batch(stream);
        var reply = await Client.JsonAsync(
            "logs",
            "PutLogEvents",
            new
            {
                logGroupName = Group,
                logStreamName = stream.Name,
                logEvents = stream.Other.Select(entry => new { timestamp = entry.Time, message = entry.Message }),
            }
        );
        if (IsAcknowledged(reply))
            stream.Events.AddRange(stream.Other);
        stream.Other = null;
    }

    public override async Task CompareRecentAsync()
    {
        foreach (var stream in streams.Where(stream => stream.WasTouched))
            await CompareAsync(stream, stream.Compared);
    }

    public override async Task CompareAllAsync()
    {
        foreach (var stream in streams)
            await CompareAsync(stream, 0);
    }

    async Task DeleteAsync(Stream stream)
    {
        if (
            IsAcknowledged(
                await Client.JsonAsync("logs", "DeleteLogStream", new { logGroupName = Group, logStreamName = stream.Name }),
                "ResourceNotFoundException"
            )
        )
        {
            stream.Events.Clear();
            (stream.IsDeleted, stream.Compared) = (true, 0);
        }
        stream.IsDeleting = false;
    }

    List<Entry> Batch(Stream stream) =>
        [
            .. Enumerable
                .Range(0, Random.Next(10) == 0 ? 100 : Random.Next(1, 8))
                .Select(_ => new Entry(stream.NextTime(), Awkward.Payload(Random, 100_000))),
        ];

    /// <param name="from">Events before this one were already compared.</param>
    async Task CompareAsync(Stream stream, int from)
    {
        Tally.Compared++;
        var start = from == 0 ? 0 : stream.Events[from - 1].Time + 1;
        var found = await ReadAsync(stream, start);
        if (found is null && (stream.IsDeleting || stream.IsDeleted))
        {
            if (!Scene.IsFrozen)
                stream.Clear();
            return;
        }
        if (found is null || stream.IsDeleted)
        {
            // If the reply to the creation was lost, the stream may exist, and is empty.
            if (found is null || found.Count > 0)
                Differ(Fault.Lost, $"the log stream '{stream.Name}' {(found is null ? "is gone" : "was deleted and is there")}");
            if (!Scene.IsFrozen)
                stream.Clear(isDeleted: found is null);
            return;
        }
        var expected = stream.Events.Skip(from).ToList();
        if (stream.Other is { } other && found.Count == expected.Count + other.Count)
            expected.AddRange(other);
        var same = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        if (same < expected.Count || same < found.Count)
        {
            var what = stream.Other is null || found.Count <= expected.Count ? "" : ", including a part of a batch";
            Differ(
                found.Count < expected.Count ? Fault.Lost : Fault.Wrong,
                $"the log stream '{stream.Name}': {found.Count} events of {expected.Count}{what}; number {same + 1} differs first"
            );
        }
        if (Scene.IsFrozen)
            return;
        stream.Events.RemoveRange(from, stream.Events.Count - from);
        stream.Events.AddRange(found);
        stream.Compared = stream.Events.Count;
        (stream.Other, stream.WasTouched, stream.IsDeleting) = (null, false, false);
    }

    async Task<List<Entry>?> ReadAsync(Stream stream, long start)
    {
        var found = new List<Entry>();
        string? token = null;
        while (true)
        {
            var page = await FindAsync(
                Client.JsonAsync(
                    "logs",
                    "GetLogEvents",
                    token is null
                        ? new
                        {
                            logGroupName = Group,
                            logStreamName = stream.Name,
                            startTime = start,
                            startFromHead = true,
                        }
                        : new
                        {
                            logGroupName = Group,
                            logStreamName = stream.Name,
                            startTime = start,
                            startFromHead = true,
                            nextToken = token,
                        }
                ),
                "ResourceNotFoundException"
            );
            if (page is null)
                return null;
            var json = page.Json;
            found.AddRange(json["events"]!.AsArray().Select(entry => new Entry((long)entry!["timestamp"]!, (string)entry["message"]!)));
            // At the end of the stream the same token is returned again.
            if ((string?)json["nextForwardToken"] is not { } next || next == token)
                return found;
            token = next;
        }
    }

    sealed record Entry(long Time, string Message);

    sealed class Stream(string name)
    {
        long last;

        public string Name => name;

        public List<Entry> Events { get; } = [];

        public List<Entry>? Other { get; set; }

        public int Compared { get; set; }

        public bool IsDeleting { get; set; }

        public bool IsDeleted { get; set; }

        public bool WasTouched { get; set; }

        /// <summary>Creates increasing timestamps, so that the order of events is the order of their timestamps.</summary>
        public long NextTime() => last = Math.Max(last + 1, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());

        public void Clear(bool isDeleted = true)
        {
            Events.Clear();
            (Other, Compared, IsDeleting, IsDeleted, WasTouched) = (null, 0, false, isDeleted, false);
        }
    }
}
