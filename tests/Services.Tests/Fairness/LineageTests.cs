using Classroom.Cloud.Lambda;

namespace Classroom.Services.Tests.Fairness;

/// <summary>How often a chain of requests has invoked a function.</summary>
sealed class LineageTests
{
    const string One = "arn:aws:lambda:us-east-1:000000000000:function:user1-one";
    const string Two = "arn:aws:lambda:us-east-1:000000000000:function:user1-two";

    [Test]
    public void The_seventeenth_invocation_of_a_chain_is_one_too_many()
    {
        string? trace = null;
        for (var number = 1; number <= 16; number++)
        {
            trace = Lineage.Next(trace, One);
            Assert.That(trace, Is.Not.Null, $"invocation {number}");
        }
        Assert.That(Lineage.Next(trace, One), Is.Null);
        Assert.That(Lineage.Next(trace, Two), Is.Not.Null, "another function of the chain has a count of its own");
    }

    [Test]
    public void Two_functions_that_invoke_each_other_are_a_loop_too()
    {
        string? trace = null;
        for (var number = 1; number <= 16; number++)
            trace = Lineage.Next(Lineage.Next(trace, One), Two);
        Assert.That(Lineage.Next(trace, One), Is.Null);
    }

    [TestCase("Root=1-65e2d5b8-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1")]
    [TestCase("Lineage=;Lineage=x:y:z;;=")]
    [TestCase("Lineage=00000000:99999999999999999999")]
    public void The_rest_of_the_header_stays_and_nonsense_is_ignored(string header)
    {
        var trace = Lineage.Next(header, One)!;
        Assert.That(trace, Does.Contain(":1"));
        foreach (var part in header.Split(';').Where(part => part.StartsWith("Root", StringComparison.Ordinal)))
            Assert.That(trace, Does.Contain(part));
    }
}
