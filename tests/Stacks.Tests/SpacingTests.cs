using Classroom.Cli.Calls;

namespace Classroom.Stacks.Tests;

/// <summary>The pace of calls that a cloud throttles.</summary>
sealed class SpacingTests
{
    SteppedClock clock = new();

    [SetUp]
    public void NewClock() => clock = new();

    [Test]
    public async Task Calls_that_nobody_throttles_do_not_wait()
    {
        var spacing = new Spacing(clock);
        for (var call = 0; call < 100; call++)
        {
            await spacing.WaitAsync("states", "ListExecutions");
            spacing.Narrow("states", "ListExecutions");
        }
        Assert.That(clock.Passed, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task The_gap_doubles_once_for_calls_that_were_on_their_way_together()
    {
        var spacing = new Spacing(clock);
        var began = await spacing.WaitAsync("iam", "SimulatePrincipalPolicy");
        clock.Advance(TimeSpan.FromMilliseconds(1));
        for (var call = 0; call < 50; call++)
            spacing.Widen("iam", "SimulatePrincipalPolicy", began);
        var first = await spacing.WaitAsync("iam", "SimulatePrincipalPolicy");
        var second = await spacing.WaitAsync("iam", "SimulatePrincipalPolicy");
        Assert.That(second - first, Is.EqualTo(TimeSpan.FromMilliseconds(10)));
        spacing.Widen("iam", "SimulatePrincipalPolicy", second);
        await spacing.WaitAsync("iam", "SimulatePrincipalPolicy");
        Assert.That(await spacing.WaitAsync("iam", "SimulatePrincipalPolicy") - second, Is.EqualTo(TimeSpan.FromMilliseconds(40)));
        Assert.That(await spacing.WaitAsync("iam", "GetRole"), Is.EqualTo(clock.GetUtcNow()), "other operations do not wait");
    }

    [TestCase(2, 2)]
    [TestCase(50, 10)]
    [TestCase(130, 30)]
    public async Task A_hundred_calls_at_once_go_through_at_the_rate_of_the_cloud(double bucket, double refill)
    {
        var (spacing, cloud, tries) = (new Spacing(clock), new Bucket(bucket, refill, clock), 0);
        for (var call = 0; call < 100; call++)
        {
            while (true)
            {
                var began = await spacing.WaitAsync("states", "StartExecution");
                tries++;
                if (cloud.TryTake())
                    break;
                clock.Advance(TimeSpan.FromMilliseconds(1));
                spacing.Widen("states", "StartExecution", began);
            }
            spacing.Narrow("states", "StartExecution");
        }
        var fastest = Math.Max(0, (100 - bucket) / refill);
        Assert.That(clock.Passed.TotalSeconds, Is.InRange(fastest - 0.1, (fastest * 1.5) + 2));
        Assert.That(tries, Is.LessThan(150));
    }

    /// <summary>The limit of an API: each call takes a token, and each second adds some.</summary>
    sealed class Bucket(double most, double refill, TimeProvider clock)
    {
        double tokens;
        DateTimeOffset filled;

        public bool TryTake()
        {
            var now = clock.GetUtcNow();
            (tokens, filled) = (Math.Min(most, tokens + ((now - filled).TotalSeconds * refill)), now);
            if (tokens < 1)
                return false;
            tokens--;
            return true;
        }
    }

    /// <summary>A clock on which a wait takes no time: it is over, and later.</summary>
    sealed class SteppedClock : TimeProvider
    {
        DateTimeOffset now = FakeCloud.Now;

        public TimeSpan Passed => now - FakeCloud.Now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => now += time;

        public override DateTimeOffset GetUtcNow() => now;

        public override long GetTimestamp() => now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            now += dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero;
            return base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
