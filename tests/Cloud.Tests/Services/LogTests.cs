using System.Text.Json.Nodes;

namespace Classroom.Cloud.Tests.Services;

/// <summary>Log events as they are read: in the order of their times, in pages, from either end.</summary>
sealed class LogTests : CloudFixture
{
    readonly long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    [OneTimeSetUp]
    public async Task Fill()
    {
        foreach (var (group, stream) in ((string, string)[])[("g", "a"), ("g", "b"), ("other", "empty")])
        {
            await Root.JsonAsync("logs", "CreateLogGroup", new { logGroupName = group });
            await Root.CallAsync("logs", "CreateLogStream", new { logGroupName = group, logStreamName = stream });
        }
        // Each call's events overlap in time with those of the others, and the later call brings the earlier events.
        await PutAsync("a", "g", 5000, 5001, 9000);
        await PutAsync("a", "g", 1000, 5000, 8000);
        await PutAsync("b", "g", 500, 5000, 8500);
    }

    [Test]
    public async Task Events_of_several_streams_come_in_the_order_of_their_times([Values(1, 2, 4, 100)] int size)
    {
        var times = new List<long>();
        var ids = new HashSet<string>();
        string? next = null;
        do
        {
            var page = await Root.CallAsync(
                "logs",
                "FilterLogEvents",
                new
                {
                    logGroupName = "g",
                    limit = size,
                    nextToken = next,
                }
            );
            foreach (var found in (JsonArray)page["events"]!)
            {
                times.Add((long)found!["timestamp"]! - now);
                Assert.That(ids.Add((string)found["eventId"]!), "no event comes twice");
            }
            next = (string?)page["nextToken"];
        } while (next is not null);
        Assert.That(times, Is.EqualTo(new[] { 500, 1000, 5000, 5000, 5000, 5001, 8000, 8500, 9000 }));
    }

    [Test]
    public async Task Events_are_found_by_time_and_pattern()
    {
        var found = await Root.CallAsync(
            "logs",
            "FilterLogEvents",
            new
            {
                logGroupName = "g",
                startTime = now + 1000,
                endTime = now + 5001,
                filterPattern = "-b",
            }
        );
        Assert.That(
            ((JsonArray)found["events"]!).Select(entry => (string?)entry!["message"]),
            Is.EqualTo(new[] { "a 1000", "a 5000", "a 5000", "a 5001" }),
            "the end is included"
        );
    }

    [Test]
    public async Task A_stream_is_read_from_its_head_and_from_its_tail()
    {
        async Task<(long[] Times, string Forward, string Backward)> PageAsync(bool fromHead, string? token)
        {
            var page = await Root.CallAsync(
                "logs",
                "GetLogEvents",
                new
                {
                    logGroupName = "g",
                    logStreamName = "a",
                    limit = 4,
                    startFromHead = fromHead,
                    nextToken = token,
                }
            );
            return (
                [.. ((JsonArray)page["events"]!).Select(entry => (long)entry!["timestamp"]! - now)],
                (string)page["nextForwardToken"]!,
                (string)page["nextBackwardToken"]!
            );
        }
        var first = await PageAsync(true, null);
        Assert.That(first.Times, Is.EqualTo(new[] { 1000, 5000, 5000, 5001 }));
        var second = await PageAsync(true, first.Forward);
        Assert.That(second.Times, Is.EqualTo(new[] { 8000, 9000 }));
        var end = await PageAsync(true, second.Forward);
        Assert.That((end.Times, end.Forward), Is.EqualTo((Array.Empty<long>(), second.Forward)), "at the end the same token comes again");
        Assert.That((await PageAsync(true, second.Backward)).Times, Is.EqualTo(first.Times));
        var last = await PageAsync(false, null);
        Assert.That(last.Times, Is.EqualTo(new[] { 5000, 5001, 8000, 9000 }));
        Assert.That((await PageAsync(false, last.Backward)).Times, Is.EqualTo(new[] { 1000, 5000 }));
    }

    [Test]
    public async Task A_reader_that_waits_at_an_empty_stream_sees_what_comes()
    {
        var token = (string)
            (await Root.CallAsync("logs", "GetLogEvents", new { logGroupName = "other", logStreamName = "empty" }))["nextForwardToken"]!;
        await PutAsync("empty", "other", 1);
        var page = await Root.CallAsync(
            "logs",
            "GetLogEvents",
            new
            {
                logGroupName = "other",
                logStreamName = "empty",
                nextToken = token,
            }
        );
        Assert.That(((JsonArray)page["events"]!).Select(entry => (string?)entry!["message"]), Is.EqualTo(new[] { "empty 1" }));
    }

    Task<JsonObject> PutAsync(string stream, string group, params long[] times) =>
        Root.CallAsync(
            "logs",
            "PutLogEvents",
            new
            {
                logGroupName = group,
                logStreamName = stream,
                logEvents = times.Select(time => new { timestamp = now + time, message = $"{stream} {time}" }),
            }
        );
}
