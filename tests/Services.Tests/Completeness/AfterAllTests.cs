namespace Classroom.Services.Tests.Completeness;

/// <summary>
/// Tests of what all other tests have seen. They run when all others have run; of a part of the tests nothing can be said, and so they are
/// skipped then.
/// </summary>
[NonParallelizable]
abstract class AfterAllTests
{
    [SetUp]
    public void Only_if_every_other_test_has_run()
    {
        var missing = RecordsTestsAttribute.Missing;
        if (missing.Count > 0)
            Assert.Ignore($"{missing.Count} tests of this assembly have not run, {missing[0]} among them.");
    }

    protected static IReadOnlyList<Type> Operations => TestCloud.Operations;

    /// <summary>Sqs.CreateQueue for Classroom.Cloud.Sqs.CreateQueue: TagResource is the name of many.</summary>
    protected static string NameOf(Type operation) => operation.FullName!["Classroom.Cloud.".Length..];
}
