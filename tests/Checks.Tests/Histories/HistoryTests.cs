namespace Classroom.Checks.Tests.Histories;

sealed class HistoryTests
{
    [Test]
    public void Attempts_are_those_of_one_entry_of_a_state()
    {
        var history = Told.Of("{}").Enter("A").Fail("E").Fail("E").Call().Exit("A").Enter("A").Call().Exit("A").Succeed();

        Assert.That(
            (history.Attempts("A"), history.Attempts("B"), history.Failed("A"), history.Failed("B")),
            Is.EqualTo((3, 0, true, false))
        );
        Assert.That(history.FailedAttempts, Is.EqualTo(new[] { "A", "A" }));
    }

    [Test]
    public void Iterations_that_have_begun_and_not_ended_run_at_once()
    {
        var history = Told.Of("{}")
            .Enter("M", "Map")
            .Iterate("Started")
            .Iterate("Started")
            .Iterate("Succeeded")
            .Iterate("Started")
            .Iterate("Failed")
            .Iterate("Aborted")
            .Succeed();

        Assert.That((history.MostIterationsAtOnce, history.Iterations), Is.EqualTo((2, 3)));
    }

    [Test]
    public void A_workflow_chooses_to_fail_in_a_Fail_state_only()
    {
        var chosen = Told.Of("{}").Enter("Stop", "Fail").FailWith("E");
        var met = Told.Of("{}").Enter("A").Fail("E").FailWith("E");

        Assert.That((chosen.FailsByDesign, met.FailsByDesign), Is.EqualTo((true, false)));
        Assert.That(met.Error, Is.EqualTo("E"));
        Assert.That(met.End, Is.EqualTo("it failed in A with E"));
    }

    [Test]
    public void An_execution_that_runs_has_no_end_and_no_error()
    {
        var running = Told.Of("""{"name":"Alice"}""").Enter("A").Build();

        Assert.That((running.IsEnded, running.IsSucceeded, running.Error), Is.EqualTo((false, false, (string?)null)));
        Assert.That(running.Given("name")!.ToString(), Is.EqualTo("Alice"));
        Assert.That(running.Given("name.first.0"), Is.Null);
    }
}
