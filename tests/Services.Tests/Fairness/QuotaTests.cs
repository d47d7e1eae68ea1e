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
        var bucket = new TokenBucket(new(2, 0.5));
        Assert.That(Taken(bucket, Now, 5), Is.EqualTo(2));
        Assert.That(Taken(bucket, Now.AddSeconds(1), 5), Is.Zero, "half a token is none");
        Assert.That(Taken(bucket, Now.AddSeconds(2), 5), Is.EqualTo(1));
        Assert.That(Taken(bucket, Now.AddHours(1), 5), Is.EqualTo(2), "not more than the bucket holds");
        Assert.That(Taken(bucket, Now, 5), Is.Zero, "a clock that goes back refills nothing");
    }

    static int Taken(TokenBucket bucket, DateTimeOffset now, int calls) => Enumerable.Range(0, calls).Count(_ => bucket.TryTake(now));
}
