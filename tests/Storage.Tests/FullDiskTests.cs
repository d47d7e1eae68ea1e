namespace Classroom.Storage.Tests;

sealed class FullDiskTests : FolderTest
{
    static readonly Row Large = new(new('x', 100_000));

    [Test]
    public async Task What_does_not_fit_is_refused_in_a_sentence_and_leaves_nothing_and_all_works_again_when_there_is_room()
    {
        using (var opened = Open())
        {
            await opened.Database.KeepAsync(() => opened.Rows.Put("a", new("1")));
            var undone = new List<string>();
            opened.Rows.Undone = undone.Add;
            opened.Database.LimitTo(30);
            var refused = (
                await Assert.ThrowsAsync<NotWrittenException>(() =>
                    opened.Database.KeepAsync(() =>
                    {
                        opened.Rows.Put("a", new("2"));
                        opened.Rows.Put("large", Large);
                        opened.Items.Add(Large, at: 1, owner: "o");
                    })
                )
            )!;
            Assert.That(refused.Message, Does.Contain("is full, so nothing was changed. Free some space; a restart is not needed."));
            Assert.That(opened.Texts, Is.EqualTo(new[] { "a=1" }));
            Assert.That(undone, Is.EquivalentTo(new[] { "a", "large" }));
            Assert.That(opened.Database.Failure, Is.Not.Null);
            Assert.That(opened.Owned("o"), Is.Empty, "reading goes on");
            opened.Database.LimitTo(100_000);
            await opened.Database.KeepAsync(() => opened.Rows.Put("b", new("3")));
            Assert.That(opened.Database.Failure, Is.Null);
        }
        using var again = Open();
        Assert.That(again.Texts, Is.EqualTo(new[] { "a=1", "b=3" }));
    }

    [Test]
    public async Task What_was_built_on_something_refused_is_refused_with_it()
    {
        using var opened = Open();
        await opened.Database.KeepAsync(() => opened.Rows.Put("a", new("1")));
        opened.Database.LimitTo(30);
        var tasks = Enumerable
            .Range(0, 50)
            .Select(i =>
                opened.Database.KeepAsync(() =>
                {
                    opened.Rows.Put("a", new($"{i}"));
                    opened.Rows.Put($"large{i}", Large);
                })
            )
            .ToList();
        Assert.That(async () => await Task.WhenAll(tasks), Throws.TypeOf<NotWrittenException>());
        Assert.That(opened.Texts, Is.EqualTo(new[] { "a=1" }));
    }

    [Test]
    public void A_transaction_that_has_read_what_is_undone_is_refused()
    {
        using var opened = Open();
        opened.Rows.Put("a", new("1"));
        opened.Database.SettledAsync().GetAwaiter().GetResult();
        opened.Database.LimitTo(30);
        Assert.That(
            () =>
                opened.Database.Atomically(() =>
                {
                    var doomed = opened.Database.KeepAsync(() => opened.Rows.Put("large", Large));
                    Assert.That(() => doomed.GetAwaiter().GetResult(), Throws.TypeOf<NotWrittenException>());
                    opened.Rows.Put("a", new("built on it"));
                }),
            Throws.TypeOf<NotWrittenException>()
        );
        Assert.That(opened.Texts, Is.EqualTo(new[] { "a=1" }));
    }

    [Test]
    public async Task What_must_not_be_lost_is_tried_until_there_is_room()
    {
        using var opened = Open();
        await opened.Database.KeepAsync(() => opened.Rows.Put("a", new("1")));
        opened.Database.LimitTo(30);
        var failed = new TaskCompletionSource();
        opened.Database.Broken = _ => failed.TrySetResult();
        var clock = new StepClock();
        var persisted = opened.Database.PersistAsync(() => opened.Rows.Put("large", Large), clock);
        await failed.Task;
        await clock.Waited;
        opened.Database.LimitTo(100_000);
        clock.Step();
        await persisted;
        Assert.That(opened.Rows.Find("large"), Is.EqualTo(Large));
    }

    /// <summary>A clock whose timers ring when the test says so.</summary>
    sealed class StepClock : TimeProvider
    {
        readonly TaskCompletionSource<(TimerCallback Callback, object? State)> armed = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            armed.TrySetResult((callback, state));
            return new NoTimer();
        }

        public Task Waited => armed.Task;

        public void Step() => armed.Task.Result.Callback(armed.Task.Result.State);

        sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() { }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
