using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Tests.Executions;

namespace Classroom.StatesLanguage.Tests.Saving;

/// <summary>
/// A crash between the saving of a child execution and the saving of its parent: the parent does not remember that it started the child.
/// </summary>
public class LostProgressTests
{
    static readonly JsonArray Items = new("a", "b", "c");

    [Test]
    public void A_child_that_was_kept_is_not_started_again()
    {
        var host = new PatientHost();
        var execution = new Execution(Given.DistributedMap, Items, Given.Identity, host);
        execution.Start();
        var children = host.Store.Executions.Where(kept => kept.Execution.MapRunArn is not null).ToList();
        var before = host.Store[execution].Saved;
        execution.Suspend();

        // The parent remembers the items, but none of its children.
        var forgetful = before with
        {
            Parts = before.Parts.Where(part => !IsChild(part.Key)).ToDictionary(),
        };
        host.Calls.Clear();
        var again = Execution.Resume(Given.DistributedMap, Items, Given.Identity, host, ExecutionType.Standard, forgetful);
        foreach (var call in host.Calls.ToList())
            call.Succeed("done");

        Assert.That((again.Status, $"{again.Output}"), Is.EqualTo((ExecutionStatus.Succeeded, """["done","done","done"]""")));
        Assert.That(
            host.Store.Executions.Where(kept => kept.Execution.MapRunArn is not null).Select(kept => kept.Execution.Identity.Arn),
            Is.EquivalentTo(children.Select(kept => kept.Execution.Identity.Arn))
        );
    }

    [Test]
    public void A_child_that_had_ended_keeps_its_end()
    {
        var host = new PatientHost();
        var execution = new Execution(Given.DistributedMap, Items, Given.Identity, host);
        execution.Start();
        var forgetful = host.Store[execution].Saved;
        forgetful = forgetful with { Parts = forgetful.Parts.Where(part => !IsChild(part.Key)).ToDictionary() };
        host.Calls[1].Succeed("ended before");
        execution.Suspend();

        host.Calls.Clear();
        var again = Execution.Resume(Given.DistributedMap, Items, Given.Identity, host, ExecutionType.Standard, forgetful);
        Assert.That(host.Calls, Has.Count.EqualTo(2));
        foreach (var call in host.Calls.ToList())
            call.Succeed("done");
        Assert.That((again.Status, $"{again.Output}"), Is.EqualTo((ExecutionStatus.Succeeded, """["done","ended before","done"]""")));
    }

    static bool IsChild(string path) => path is "root/0" or "root/1" or "root/2";
}
