using System.Collections.Concurrent;
using Classroom.Cloud.Fairness;
using Classroom.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Classroom.Services.Tests.Fairness;

/// <summary>Work in turn, owner by owner.</summary>
[CancelAfter(60_000)]
sealed class FairSchedulerTests
{
    static readonly Owner Greedy = new("greedy");
    static readonly Owner Modest = new("modest");

    string folder = null!;
    Database database = null!;
    Freezes freezes = null!;
    FairScheduler scheduler = null!;

    [SetUp]
    public void New()
    {
        folder = Directory.CreateTempSubdirectory("classroom-fair-").FullName;
        database = new(folder, "test.db", "A test", Durability.Normal);
        freezes = new(database, TimeProvider.System);
        database.Open();
        scheduler = new(freezes, NullLogger<FairScheduler>.Instance);
    }

    [TearDown]
    public void Remove()
    {
        scheduler.Dispose();
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task An_owner_with_one_piece_does_not_wait_for_a_thousand_pieces_of_another(CancellationToken late)
    {
        using var hold = new ManualResetEventSlim();
        var order = new ConcurrentQueue<string>();
        var done = new TaskCompletionSource();
        for (var number = 0; number < 1000; number++)
            scheduler.Post(
                Greedy,
                () =>
                {
                    hold.Wait(late);
                    order.Enqueue("greedy");
                }
            );
        scheduler.Post(
            Modest,
            () =>
            {
                order.Enqueue("modest");
                done.SetResult();
            }
        );
        await done.Task.WaitAsync(late);
        Assert.That(order, Is.EqualTo(new[] { "modest" }), "the threads that the greedy owner occupies are not all threads");
        hold.Set();
    }

    [Test]
    public async Task The_pieces_of_an_owner_begin_in_their_order(CancellationToken late)
    {
        var seen = new ConcurrentQueue<int>();
        var done = new TaskCompletionSource();
        void Next(int number)
        {
            seen.Enqueue(number);
            if (number == 20)
                done.SetResult();
            else
                scheduler.Post(Greedy, () => Next(number + 1));
        }
        scheduler.Post(Greedy, () => Next(0));
        await done.Task.WaitAsync(late);
        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, 21)));
    }

    [Test]
    public async Task A_piece_that_fails_stops_no_other(CancellationToken late)
    {
        var done = new TaskCompletionSource();
        for (var number = 0; number < 50; number++)
            scheduler.Post(Greedy, () => throw new InvalidOperationException("a bug"));
        scheduler.Post(Greedy, done.SetResult);
        await done.Task.WaitAsync(late);
    }

    [Test]
    public async Task Work_of_a_frozen_owner_waits_until_the_thaw(CancellationToken late)
    {
        await freezes.PutAsync(Greedy, "too much");
        var frozen = new TaskCompletionSource();
        var other = new TaskCompletionSource();
        scheduler.Post(Greedy, frozen.SetResult);
        scheduler.Post(Modest, () => scheduler.Post(Modest, other.SetResult));
        await other.Task.WaitAsync(late);
        Assert.That(frozen.Task.IsCompleted, Is.False);
        Assert.That(await freezes.RemoveAsync(Greedy));
        await frozen.Task.WaitAsync(late);
        Assert.That(await freezes.RemoveAsync(Greedy), Is.False);
    }

    [Test]
    public async Task An_exempt_owner_works_though_frozen(CancellationToken late)
    {
        await freezes.PutAsync(Greedy, "too much");
        var first = new TaskCompletionSource();
        scheduler.Post(Greedy, first.SetResult);
        using (scheduler.Exempt(Greedy))
            await first.Task.WaitAsync(late);
    }
}
