using Classroom.Benchmarks.Fuzzing;

namespace Classroom.Cloud.Tests.Wire;

/// <summary>The beginning of `benchmarks -- fuzz`, the same in each run: whatever comes in, the cloud answers, and not with 500.</summary>
sealed class FuzzTests
{
    [Test]
    public async Task Almost_valid_requests_are_answered()
    {
        var findings = await new FuzzRun(Path.Combine(Folders.Cloud, "Classroom.Cloud.dll"), Requests: 4000, Seed: 1).RunAsync();
        Assert.That(findings.IsEmpty, findings.Report(isVerbose: false));
        Assert.That(findings.Answers, Is.GreaterThanOrEqualTo(4000));
    }
}
