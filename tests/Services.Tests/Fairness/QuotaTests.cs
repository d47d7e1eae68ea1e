using Classroom.Cloud.Fairness;

namespace Classroom.Services.Tests.Fairness;

/// <summary>Shares of AWS's rates, and the buckets that enforce them.</summary>
sealed class QuotaTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [TestCase("states", "StartExecution", 130, 30)]
    [TestCase("states", "CreateStateMachine", 50, 1)]
    [TestCase("cloudwatch", "PutMetricAlarm", 3, 3)]
    [TestCase("lambda", "Invoke", 1000, 100)]
    public void A_student_has_all_of_a_small_quota_and_a_tenth_of_a_large_one(
        string service,
        string operation,
        double bucket,
        double refill
    ) => Assert.That(Quotas.Of(service, operation, 1), Is.EqualTo(new Rate(bucket, refill)));

    [Test]
    public void A_scale_multiplies_the_shares_and_zero_turns_them_off()
    {
        Assert.That(Quotas.Of("states", "StartExecution", 0.5), Is.EqualTo(new Rate(65, 15)));
        Assert.That(Quotas.Of("states", "StartExecution", 0), Is.Null);
        Assert.That(Quotas.Of("unknown", "Operation", 1), Is.Null);
    }

    [Test]
    public void A_bucket_gives_what_it_holds_and_what_is_refilled()
    {
        var clock = new ManualClock(Now);
        var buckets = new TokenBuckets<string>(_ => new(2, 0.5), clock);
        int Taken(TimeSpan later)
        {
            clock.Advance(later);
            return Enumerable.Range(0, 5).Count(_ => buckets.TryTake("user1"));
        }
        Assert.That(Taken(TimeSpan.Zero), Is.EqualTo(2));
        Assert.That(Taken(TimeSpan.FromSeconds(1)), Is.Zero, "half a token is none");
        Assert.That(Taken(TimeSpan.FromSeconds(1)), Is.EqualTo(1));
        Assert.That(Taken(TimeSpan.FromHours(1)), Is.EqualTo(2), "not more than the bucket holds");
        Assert.That(buckets.TryTake("user2"), "another key has a bucket of its own");
    }

    [Test]
    public void What_has_no_quota_is_not_limited()
    {
        var buckets = new TokenBuckets<string>(_ => Rate.Unlimited, new ManualClock(Now));
        Assert.That(Enumerable.Range(0, 1000).All(_ => buckets.TryTake("user1")));
    }
}
