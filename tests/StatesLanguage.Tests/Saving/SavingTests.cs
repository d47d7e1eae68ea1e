using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Saving;
using Classroom.StatesLanguage.Tests.Executions;

namespace Classroom.StatesLanguage.Tests.Saving;

/// <summary>What an execution hands its host to keep, rest by rest.</summary>
public class SavingTests
{
    static readonly StateMachine Inline = StateMachine.Parse(
        $$"""
        {
          "StartAt": "M",
          "States": { "M": { "Type": "Map", "MaxConcurrency": 5, "ItemProcessor": {{Given.OneTask}}, "End": true } }
        }
        """
    );

    static readonly StateMachine AllAtOnce = StateMachine.Parse(
        $$"""{ "StartAt": "M", "States": { "M": { "Type": "Map", "ItemProcessor": {{Given.OneTask}}, "End": true } } }"""
    );

    static (Execution Execution, PatientHost Host) Start(StateMachine machine, Json input)
    {
        var host = new PatientHost();
        var execution = new Execution(machine, input, Given.Identity, host);
        execution.Start();
        return (execution, host);
    }

    /// <summary>Answers one task after the other: the execution rests after each.</summary>
    static void AnswerAll(Execution execution, PatientHost host)
    {
        for (var next = 0; execution.Status == ExecutionStatus.Running; next++)
            host.Calls[next].Succeed("done");
        Assert.That(execution.Status, Is.EqualTo(ExecutionStatus.Succeeded));
    }

    static JsonArray Items(int count) => JsonArray.Of(Enumerable.Range(0, count).Select(i => (Json)$"item {i:00000}"));

    static (double Parts, double Events) BytesFor(StateMachine machine, int count)
    {
        var (execution, host) = Start(machine, Items(count));
        AnswerAll(execution, host);
        return (host.Store.Executions.Sum(kept => kept.PartBytes), host.Store.Executions.Sum(kept => kept.EventBytes));
    }

    static IEnumerable<TestCaseData> Maps() =>
        [
            new(Inline) { TestName = "inline" },
            new(AllAtOnce) { TestName = "all at once" },
            new(Given.DistributedMap) { TestName = "distributed" },
        ];

    [TestCaseSource(nameof(Maps))]
    public void A_map_writes_four_times_as_much_for_four_times_the_items(object machine)
    {
        var bytes = new[] { 100, 400, 1600 }.Select(count => BytesFor((StateMachine)machine, count)).ToList();
        TestContext.Out.WriteLine(string.Join("; ", bytes.Select(pair => $"parts {pair.Parts}, events {pair.Events}")));
        for (var i = 1; i < bytes.Count; i++)
        {
            Assert.That(bytes[i].Parts / bytes[i - 1].Parts, Is.EqualTo(4).Within(0.3));
            Assert.That(bytes[i].Events / bytes[i - 1].Events, Is.EqualTo(4).Within(0.3));
        }
    }

    [Test]
    public void An_execution_of_one_strand_writes_one_part_a_rest()
    {
        var machine = StateMachine.Parse(
            """
            {
              "StartAt": "A",
              "States": {
                "A": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Next": "B" },
                "B": { "Type": "Wait", "Seconds": 5, "Next": "C" },
                "C": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true }
              }
            }
            """
        );
        var (execution, host) = Start(machine, "in");
        var kept = host.Store[execution];
        var paths = new List<string>();
        void Rest() => paths.Add(string.Join(' ', kept.LastParts.Select(part => part.Path)));
        Rest();
        host.Calls[0].Succeed("out");
        Rest();
        host.Time.Advance();
        Rest();
        Assert.That(paths, Is.EqualTo(new[] { "root", "root", "root" }));
        Assert.That(kept.Parts, Has.Count.EqualTo(1));
        Assert.That(kept.Parts["root"], Has.Length.LessThan(600));
    }

    [Test]
    public void Only_what_has_changed_is_written()
    {
        var (execution, host) = Start(AllAtOnce, Items(50));
        host.Calls[7].Succeed("seven");
        var (path, value) = host.Store[execution].LastParts.Single();
        Assert.That((path, $"{value}"), Is.EqualTo(("root/7", """{"result":"seven","lastEvent":205}""")));
    }

    [Test]
    public void Results_are_parts_until_their_map_has_ended()
    {
        var machine = StateMachine.Parse(
            $$"""
            {
              "StartAt": "M",
              "States": {
                "M": { "Type": "Map", "ItemProcessor": {{Given.OneTask}}, "Next": "W" },
                "W": { "Type": "Wait", "Seconds": 5, "End": true }
              }
            }
            """
        );
        var (execution, host) = Start(machine, Items(3));
        foreach (var call in host.Calls.Take(2).ToList())
            call.Succeed("done");
        Assert.That(host.Store[execution].Parts.Keys, Is.EquivalentTo(new[] { "root", "root/items", "root/0", "root/1", "root/2" }));
        host.Calls[2].Succeed("done");
        Assert.That(host.Store[execution].Parts.Keys, Is.EqualTo(new[] { "root" }));
    }

    [Test]
    public void Parts_of_an_attempt_that_failed_are_gone_before_the_next()
    {
        var machine = StateMachine.Parse(
            $$"""
            {
              "StartAt": "P",
              "States": {
                "P": {
                  "Type": "Parallel", "End": true, "Retry": [{ "ErrorEquals": ["States.ALL"] }],
                  "Branches": [
                    { "StartAt": "I", "States": { "I": { "Type": "Map", "ItemProcessor": {{Given.OneTask}}, "End": true } } },
                    {{Given.OneTask}}
                  ]
                }
              }
            }
            """
        );
        var (execution, host) = Start(machine, Items(2));
        var before = host.Store[execution].Parts.Keys.ToList();
        host.Calls[^1].Fail("Odd", null);
        Assert.That(before, Is.EquivalentTo(new[] { "root", "root/0", "root/0/items", "root/0/0", "root/0/1", "root/1" }));
        Assert.That(host.Store[execution].Parts.Keys, Is.EqualTo(new[] { "root" }));
    }

    [Test]
    public void A_distributed_map_writes_each_input_once_and_a_child_when_it_starts_and_ends()
    {
        var (execution, host) = Start(Given.DistributedMap, Items(7));
        var kept = host.Store[execution];
        var inputs = Enumerable.Range(0, 7).Select(i => $"root/in/{i}");
        var children = Enumerable.Range(0, 5).Select(i => $"root/{i}");
        Assert.That(kept.LastParts.Select(part => part.Path), Is.EquivalentTo(["root", "root/run", .. inputs, .. children]));
        host.Calls[0].Succeed("done");
        Assert.That(kept.LastParts.Select(part => part.Path), Is.EquivalentTo(new[] { "root/0", "root/5" }));
        AnswerRest(execution, host);
        Assert.That(kept.Parts, Is.Empty);
    }

    [Test]
    public void The_end_of_a_child_is_kept_before_its_parent_learns_of_it()
    {
        var (execution, host) = Start(Given.DistributedMap, Items(1));
        var child = host.Store.Executions.Single(kept => kept.Execution != execution).Execution;
        host.Calls[0].Succeed("done");
        Assert.That(
            host.Store.Rests.TakeLast(2),
            Is.EqualTo(new[] { (child.Identity.Arn, ExecutionStatus.Succeeded), (execution.Identity.Arn, ExecutionStatus.Succeeded) })
        );
    }

    static void AnswerRest(Execution execution, PatientHost host)
    {
        for (var next = 1; execution.Status == ExecutionStatus.Running; next++)
            host.Calls[next].Succeed("done");
    }

    [Test]
    public void Events_are_forgotten_when_they_have_been_taken_and_their_ids_go_on()
    {
        var host = new PatientHost { Keeping = ExecutionKeeping.Nothing };
        var execution = new Execution(StateMachine.Parse(Given.OneTask), "in", Given.Identity, host);
        execution.Start();
        Assert.That(execution.TakeChanges().IsEmpty, Is.True, "a host that keeps nothing gets nothing");
        Assert.That(execution.EventCount, Is.EqualTo(4));

        var (other, keeping) = Start(StateMachine.Parse(Given.OneTask), "in");
        keeping.Calls[0].Succeed("out");
        Assert.That(keeping.Store[other].History.Select(@event => @event.Id), Is.EqualTo(Enumerable.Range(1, 7)));
        Assert.That(other.TakeChanges().IsEmpty, Is.True);
    }

    [Test]
    public void A_host_that_keeps_events_only_gets_no_parts()
    {
        var host = new PatientHost { Keeping = ExecutionKeeping.Events };
        var execution = new Execution(AllAtOnce, Items(3), Given.Identity, host, ExecutionType.Express);
        execution.Start();
        Assert.That((host.Store[execution].Parts.Count, host.Store[execution].History.Count), Is.EqualTo((0, 15)));
    }

    [Test]
    public void A_map_run_is_told_as_it_is_and_its_children_name_it()
    {
        var (execution, host) = Start(Given.DistributedMap, Items(7));
        host.Calls[0].Fail("Odd", "one failure is too many");
        var run = host.Store.MapRuns.Single();
        Assert.That((run.ExecutionArn, run.Status), Is.EqualTo((Given.Identity.Arn, ExecutionStatus.Failed)));
        Assert.That(run.StateMachineArn, Is.EqualTo($"{Given.Identity.StateMachineArn}/{run.Label}"));
        Assert.That((run.MaxConcurrency, run.Executions.Failed, run.Executions.Aborted, run.Executions.Pending), Is.EqualTo((5, 1, 4, 2)));
        var child = host.Store.Executions.First(kept => kept.Execution != execution).Execution;
        Assert.That((child.MapRunArn, child.ItemCount, execution.MapRunArn), Is.EqualTo((run.Arn, 1, (string?)null)));
    }
}
