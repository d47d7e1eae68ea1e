namespace Classroom.Services.Tests.Completeness;

/// <summary>Every operation is called by a test that it serves and by one that it refuses.</summary>
sealed class CompletenessTests : AfterAllTests
{
    [Test]
    public void Every_operation_has_a_test_of_what_it_does() =>
        Assert.That(Names(Operations.Where(type => !Outcomes.HasSucceeded(type) && !RefusesAlways.Contains(type))), Is.Empty);

    [Test]
    public void Every_operation_has_a_test_of_what_it_refuses() =>
        Assert.That(
            Names(Operations.Where(type => !Outcomes.HasRefused(type) && !RefusesNothing.Contains(type) && type != AnswersEverybody)),
            Is.Empty
        );

    [Test]
    public void An_operation_that_refuses_nothing_itself_is_denied_to_a_user_without_a_policy() =>
        Assert.That(Names(RefusesNothing.Where(type => !Outcomes.WasDenied(type))), Is.Empty);

    [Test]
    public void The_exceptions_hold() =>
        Assert.Multiple(() =>
        {
            Assert.That(Names(RefusesNothing.Where(Outcomes.HasRefused)), Is.Empty, "These operations do refuse something.");
            Assert.That(Names(RefusesAlways.Where(Outcomes.HasSucceeded)), Is.Empty, "These operations do serve a call.");
        });

    /// <summary>Operations of features that the embedded cloud lacks: they say so.</summary>
    public static IReadOnlyList<Type> RefusesAlways { get; } =
    [
        typeof(Cloud.Events.CreateArchive),
        typeof(Cloud.Events.StartReplay),
        typeof(Cloud.Lambda.CreateFunctionUrlConfig),
        typeof(Cloud.Lambda.GetFunctionUrlConfig),
        typeof(Cloud.Logs.StartLiveTail),
        typeof(Cloud.S3.GetBucketLifecycleConfiguration),
        typeof(Cloud.S3.GetBucketReplication),
        typeof(Cloud.S3.GetBucketWebsite),
        typeof(Cloud.S3.GetObjectLockConfiguration),
    ];

    /// <summary>Operations without any input that could be wrong: only IAM refuses them.</summary>
    static readonly Type[] RefusesNothing =
    [
        typeof(Cloud.Events.ListArchives),
        typeof(Cloud.Events.ListEventSources),
        typeof(Cloud.Iam.GetAccountSummary),
        typeof(Cloud.Iam.ListAccountAliases),
        typeof(Cloud.Iam.ListVirtualMFADevices),
        typeof(Cloud.Iam.Sts.GetAccessKeyInfo),
        typeof(Cloud.Lambda.GetAccountSettings),
        typeof(Cloud.Metrics.DescribeAlarmsForMetric),
        typeof(Cloud.XRay.GetGroups),
        typeof(Cloud.XRay.GetSamplingRules),
        typeof(Cloud.XRay.GetSamplingTargets),
        typeof(Cloud.XRay.PutTelemetryRecords),
        typeof(Cloud.XRay.PutTraceSegments),
    ];

    /// <summary>Whoever has keys may ask who they are.</summary>
    static readonly Type AnswersEverybody = typeof(Cloud.Iam.Sts.GetCallerIdentity);

    static string[] Names(IEnumerable<Type> operations) => [.. operations.Select(NameOf).Order()];
}
