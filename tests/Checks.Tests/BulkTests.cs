using Classroom.Cli.Bulk;

namespace Classroom.Checks.Tests;

sealed class BulkTests
{
    [Test]
    public void Percentiles_are_latencies_that_were_measured()
    {
        var summary = Of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

        Assert.That(
            (summary.Percentile(0.5).TotalSeconds, summary.Percentile(0.9).TotalSeconds, summary.Percentile(1).TotalSeconds),
            Is.EqualTo((5, 9, 10))
        );
        Assert.That(Of(7).Percentile(0.5).TotalSeconds, Is.EqualTo(7));
        Assert.That(Of().Percentile(0.5), Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void Each_latency_is_in_one_step_of_the_histogram()
    {
        Assert.That(Of(0, 1, 2, 9, 10).Histogram(5).Select(step => step.Count), Is.EqualTo(new[] { 2, 1, 0, 0, 2 }));
        Assert.That(Of(3, 3, 3).Histogram(5).Select(step => step.Count), Is.EqualTo(new[] { 3 }));
        Assert.That(Of().Histogram(5), Is.Empty);
    }

    [Test]
    public void A_start_that_was_refused_has_no_latency()
    {
        var summary = new BulkSummary("all", [new("user1", "REFUSED", TimeSpan.Zero), new("user1", "SUCCEEDED", TimeSpan.FromSeconds(4))]);

        Assert.That(summary.Percentile(0).TotalSeconds, Is.EqualTo(4));
        Assert.That(summary.Succeeded, Is.EqualTo(1));
    }

    [Test]
    public void Ends_are_counted_by_status_state_and_error()
    {
        BulkOutcome Ended(string status, string state, string? error = null) => new("user1", status, TimeSpan.Zero, state, error);
        var summary = new BulkSummary(
            "all",
            [Ended("FAILED", "Stop", "E"), Ended("SUCCEEDED", "Done"), Ended("FAILED", "Stop", "F"), Ended("FAILED", "Stop", "E")]
        );

        Assert.That(
            summary.Ends,
            Is.EqualTo(new[] { ("FAILED", "Stop", "E", 2), ("SUCCEEDED", "Done", (string?)null, 1), ("FAILED", "Stop", "F", 1) })
        );
    }

    static BulkSummary Of(params double[] seconds) =>
        new("all", [.. seconds.Select(one => new BulkOutcome("user1", "SUCCEEDED", TimeSpan.FromSeconds(one)))]);
}
