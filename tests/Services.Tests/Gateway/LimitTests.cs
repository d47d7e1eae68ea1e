using System.Net;
using Classroom.Cloud.Api;
using Classroom.Cloud.Gateway.Limits;
using Classroom.Cloud.Runtime;
using Microsoft.AspNetCore.Http;

namespace Classroom.Services.Tests.Gateway;

/// <summary>The limits for clients of other machines.</summary>
sealed class LimitTests
{
    static readonly IPAddress Laptop = IPAddress.Parse("192.168.1.7");

    readonly ManualClock clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    [Test]
    public void A_key_may_send_a_burst_and_then_its_rate()
    {
        var limits = new RequestLimits(new CloudSettings { CallsPerSecond = 10 }, clock);
        Assert.That(Allowed(() => limits.CheckKey(null, Laptop, "AKIA1"), 100), Is.EqualTo(50));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(Allowed(() => limits.CheckKey(null, Laptop, "AKIA1"), 100), Is.EqualTo(20));
        Assert.That(Allowed(() => limits.CheckKey(null, Laptop, "AKIA2"), 100), Is.EqualTo(50), "another key has calls of its own");
    }

    [Test]
    public void An_address_may_send_ten_times_as_much()
    {
        var limits = new RequestLimits(new CloudSettings { CallsPerSecond = 10 }, clock);
        Assert.That(Allowed(() => limits.CheckAddress(From(Laptop)), 1000), Is.EqualTo(500));
        Assert.That(Allowed(() => limits.CheckAddress(From(IPAddress.Parse("192.168.1.8"))), 1), Is.EqualTo(1));
    }

    [Test]
    public void This_machine_has_no_limit_unless_a_rate_is_set()
    {
        Assert.That(new RequestLimits(new(), clock).AppliesTo(IPAddress.Loopback), Is.False);
        Assert.That(new RequestLimits(new(), clock).AppliesTo(Laptop), Is.True);
        Assert.That(new RequestLimits(new CloudSettings { CallsPerSecond = 1 }, clock).AppliesTo(IPAddress.Loopback), Is.True);
        Assert.That(new RequestLimits(new CloudSettings { CallsPerSecond = 0 }, clock).AppliesTo(Laptop), Is.False);
    }

    [Test]
    public void The_error_is_the_one_of_the_service() =>
        Assert.That(
            new Service[]
            {
                new Cloud.Sqs.SqsService(),
                new Cloud.Iam.IamService(),
                new Cloud.S3.S3Service(),
                new Cloud.Lambda.LambdaService(),
            }
                .Select(RequestLimits.TooMany)
                .Select(error => (error.Code, error.Status)),
            Is.EqualTo(
                new[]
                {
                    ("com.amazonaws.sqs#RequestThrottled", 403),
                    ("Throttling", 400),
                    ("SlowDown", 503),
                    ("TooManyRequestsException", 429),
                }
            )
        );

    [Test]
    public void Wrong_signatures_are_answered_later_and_later_and_then_not_at_all()
    {
        var limits = new SignInLimits(clock);
        for (var i = 0; i < SignInLimits.Free; i++)
            Assert.That(limits.FailedAsync(Laptop, "AKIA1", default).IsCompleted, Is.True);
        var first = limits.FailedAsync(Laptop, "AKIA1", default);
        Assert.That(first.IsCompleted, Is.False);
        for (var i = SignInLimits.Free + 1; i < SignInLimits.Most; i++)
        {
            limits.Check(null, Laptop, "AKIA1");
            _ = limits.FailedAsync(Laptop, "AKIA1", default);
        }
        Assert.That(() => limits.Check(null, Laptop, "AKIA1"), Throws.TypeOf<AwsException>().With.Message.EqualTo("Rate exceeded"));
        limits.Check(null, IPAddress.Parse("192.168.1.8"), "AKIA1");
        limits.Check(null, Laptop, "AKIA2");
        clock.Advance(SignInLimits.Memory + TimeSpan.FromSeconds(1));
        limits.Check(null, Laptop, "AKIA1");
        Assert.That(first.IsCompleted, Is.True);
    }

    [Test]
    public void A_right_signature_forgives_the_wrong_ones()
    {
        var limits = new SignInLimits(clock);
        for (var i = 0; i < SignInLimits.Most - 1; i++)
            _ = limits.FailedAsync(Laptop, "AKIA1", default);
        limits.Succeeded(Laptop, "AKIA1");
        Assert.That(limits.FailedAsync(Laptop, "AKIA1", default).IsCompleted, Is.True);
    }

    static DefaultHttpContext From(IPAddress address) => new() { Connection = { RemoteIpAddress = address } };

    static int Allowed(Action call, int times) =>
        Enumerable
            .Range(0, times)
            .Count(_ =>
            {
                try
                {
                    call();
                    return true;
                }
                catch (AwsException)
                {
                    return false;
                }
            });
}
