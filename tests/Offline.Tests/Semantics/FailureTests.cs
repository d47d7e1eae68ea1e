using Pulumi;

namespace Classroom.Offline.Tests.Semantics;

/// <summary>How a run ends that goes wrong: with the official exceptions, and with every mistake it saw.</summary>
public class FailureTests
{
    [Test]
    public async Task ARunExceptionKeepsItsWords()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() => new RecordedRun().OfAsync(() => throw new RunException("no roster")));
        Assert.That(failure!.Message, Is.EqualTo("no roster"));
    }

    [Test]
    public async Task AnyOtherExceptionIsReportedWhole()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() =>
            new RecordedRun().OfAsync(() => throw new InvalidOperationException("odd"))
        );
        Assert.That(
            failure!.Message,
            Does.Contain("failed with an unhandled exception").And.Contain("System.InvalidOperationException: odd")
        );
    }

    [Test]
    public async Task LoggedErrorsFailTheRunTogether()
    {
        var failure = await Assert.ThrowsAsync<AggregateException>(() =>
            new RecordedRun().OfAsync(() =>
            {
                Log.Warn("only a warning");
                Log.Error("first");
                Log.Error("second");
            })
        );
        Assert.That(
            failure!.InnerExceptions.Select(inner => (inner.GetType(), inner.Message)),
            Is.EqualTo(new[] { (typeof(RunException), "first"), (typeof(RunException), "second") })
        );
    }

    [Test]
    public async Task AFailureInAnApplyFailsTheRun()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() =>
            new RecordedRun().OfAsync(() => Output.Create(0).Apply(zero => 1 / zero))
        );
        Assert.That(failure!.Message, Does.Contain(nameof(DivideByZeroException)));
    }

    [Test]
    public async Task AnInputThatCannotBeSerializedIsNamed()
    {
        var failure = await Assert.ThrowsAsync<RunException>(() =>
            new RecordedRun().OfAsync(() =>
                _ = new Thing("a", new() { Text = "", Inner = Output.Create(new OddArgs()).Apply(odd => (InnerArgs)odd) })
            )
        );
        Assert.That(
            failure!.Message,
            Does.Contain("error serializing property \"inner\"").And.Contain("System.DateTime is not a supported argument type")
        );
    }

    sealed class OddArgs : InnerArgs
    {
        [Input("when")]
        public Input<DateTime> When { get; set; } = DateTime.UnixEpoch;
    }

    [Test]
    public void OutsideOfARunThereIsNoInstance() =>
        Assert.That(() => new Config(), Throws.InvalidOperationException.With.Message.Contains("Deployment.Instance"));
}
