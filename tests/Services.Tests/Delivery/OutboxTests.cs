using System.Threading.Channels;
using Classroom.Cloud.Delivery;
using Classroom.Cloud.Fairness;
using Classroom.Storage;

namespace Classroom.Services.Tests.Delivery;

/// <summary>A task in the outbox has been promised to a caller: neither an error nor a restart may lose it or bring it too early.</summary>
[CancelAfter(60_000)]
sealed class OutboxTests
{
    readonly ManualClock clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    readonly Channel<string> attempts = Channel.CreateUnbounded<string>();
    readonly Channel<string> broken = Channel.CreateUnbounded<string>();
    string folder = null!;

    [SetUp]
    public void NewFolder() => folder = Directory.CreateTempSubdirectory("classroom-outbox-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_full_disk_is_waited_for_and_is_no_failed_attempt(CancellationToken late)
    {
        using var database = Opened(
            attempt => attempt == 1 ? throw new NotWrittenException("full", new IOException()) : true,
            out var outbox
        );
        outbox.Add("a");
        Assert.That(await attempts.Reader.ReadAsync(late), Is.EqualTo("a 0"));
        Assert.That(await AfterSomeTimeAsync(late), Is.EqualTo("a 0"));
        Assert.That(broken.Reader.TryRead(out _), Is.False);
    }

    [Test]
    public async Task A_task_that_meets_a_bug_is_still_there_after_a_restart(CancellationToken late)
    {
        using (Opened(_ => throw new InvalidOperationException("a bug"), out var first))
        {
            first.Add("a");
            Assert.That(await broken.Reader.ReadAsync(late), Is.EqualTo("a: a bug"));
            first.Stop();
        }
        Assert.That(await attempts.Reader.ReadAsync(late), Is.EqualTo("a 0"));
        using var database = Opened(_ => true, out var second);
        second.Start();
        Assert.That(await attempts.Reader.ReadAsync(late), Is.EqualTo("a 0"));
    }

    [Test]
    public async Task A_pause_goes_on_after_a_restart(CancellationToken late)
    {
        using (var database = Opened(_ => false, out var first))
        {
            first.Add("a");
            Assert.That(await attempts.Reader.ReadAsync(late), Is.EqualTo("a 0"));
            // The outbox waits on the clock when the pause is in the file.
            await clock.AwaitedAsync(late);
            first.Stop();
        }
        using var again = Opened(_ => true, out var second);
        second.Start();
        clock.Advance(TimeSpan.FromSeconds(1));
        second.Add("b");
        Assert.That(await attempts.Reader.ReadAsync(late), Is.EqualTo("b 0"), "a is not due yet");
        Assert.That(await AfterSomeTimeAsync(late), Is.EqualTo("a 1"));
    }

    Database Opened(Func<int, bool> work, out Outbox<string> outbox)
    {
        var database = new Database(folder, "test.db", "A test", Durability.Normal);
        var count = 0;
        outbox = new(
            database,
            "test.pending",
            new(),
            clock,
            new(database, clock),
            _ => Owner.Class,
            async (item, failed) =>
            {
                await attempts.Writer.WriteAsync($"{item} {failed}");
                return work(++count) ? Attempt.Done : Attempt.Failed;
            },
            (item, exception) => broken.Writer.TryWrite($"{item}: {exception.Message}"),
            _ => TimeSpan.FromMinutes(1)
        );
        database.Open();
        return database;
    }

    async Task<string> AfterSomeTimeAsync(CancellationToken late)
    {
        var next = attempts.Reader.ReadAsync(late).AsTask();
        while (!next.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        return await next;
    }
}
