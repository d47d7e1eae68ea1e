using System.Collections.Concurrent;
using Classroom.Cli.Stacks;

namespace Classroom.Stacks.Tests;

/// <summary>Which steps wait for which.</summary>
sealed class StepGraphTests : StackTest
{
    /// <summary>
    /// The steps in their order. No step ends before each step has asked; those that wait for none stand first, as "+a | +b".
    /// </summary>
    static async Task<string> OrderAsync(ChangeSet changes)
    {
        var asking = changes.Real.Sum(change => (change.Deletes ? 1 : 0) + (change.Makes ? 1 : 0));
        var hasEachAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (atOnce, later) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        await Task.WhenAll(
            new StepGraph(changes).Start(async step =>
            {
                var mayStart = step.MayStartAsync();
                var steps = mayStart.IsCompleted ? atOnce : later;
                if (Interlocked.Decrement(ref asking) == 0)
                    hasEachAsked.SetResult();
                await hasEachAsked.Task;
                var may = await mayStart;
                steps.Enqueue($"{(may ? "" : "not ")}{(step.IsRemoval ? "-" : "+")}{step.Change.Key.Name}{(step.IsLast ? "" : "...")}");
                return may;
            })
        );
        return string.Join(' ', [string.Join(" | ", atOnce.Order(StringComparer.Ordinal)), .. later]);
    }

    [Test]
    public async Task What_is_needed_is_made_first() =>
        Assert.That(
            await OrderAsync(Between(Wanted("c", null, null, "b"), Wanted("b", null, null, "a"), Wanted("a"))),
            Is.EqualTo("+a +b +c")
        );

    [Test]
    public async Task What_needs_something_is_removed_first()
    {
        await MadeAsync(Known("a"), Known("b", needs: ["a"]), Known("c", needs: ["b"]));
        Assert.That(await OrderAsync(Between()), Is.EqualTo("-c -b -a"));
    }

    [Test]
    public async Task A_replacement_removes_before_it_makes_and_after_what_needs_it_has_gone()
    {
        await MadeAsync(Known("a", inputs: Inputs("old-a")), Known("b", inputs: Inputs("old-b"), needs: ["a"]));
        Assert.That(await OrderAsync(Between(Wanted("a"), Wanted("b", null, null, "a"))), Is.EqualTo("-b... -a... +a +b"));
    }

    [Test]
    public async Task What_is_needed_no_more_goes_after_the_change_of_what_needed_it()
    {
        await MadeAsync(Known("a"), Known("b", 7, needs: ["a"]));
        Assert.That(await OrderAsync(Between(Wanted("b", 14))), Is.EqualTo("+b -a"));
    }

    [Test]
    public async Task What_only_stays_lets_what_it_needed_go_at_once()
    {
        await MadeAsync(Known("a"), Known("b", needs: ["a", "elsewhere"]));
        Assert.That(await OrderAsync(Between(Wanted("b"))), Is.EqualTo("-a"));
    }

    [Test]
    public async Task A_replaced_resource_does_not_wait_for_the_update_of_what_needs_it()
    {
        // The update waits for the new one; were the removal of the old one to wait for the update, neither could begin.
        await MadeAsync(Known("a", inputs: Inputs("old")), Known("b", 7, needs: ["a"]));
        Assert.That(await OrderAsync(Between(Wanted("a"), Wanted("b", 14, null, "a"))), Is.EqualTo("-a... +a +b"));
    }

    [Test]
    public async Task A_name_is_given_again_when_its_owner_has_gone()
    {
        await MadeAsync(Known("before", inputs: Inputs("same")), Known("chain", needs: ["before"]));
        Assert.That(await OrderAsync(Between(Wanted("after") with { Inputs = Inputs("same") })), Is.EqualTo("-chain -before +after"));
    }

    [Test]
    public async Task A_resource_without_a_name_waits_for_nobodys_name()
    {
        await MadeAsync(Known("before", inputs: []), Known("chain", needs: ["before"]));
        Assert.That(await OrderAsync(Between(Wanted("after") with { Inputs = [] })), Is.EqualTo("+after | -chain -before"));
    }

    [Test]
    public async Task What_waits_for_a_failed_step_may_not_start()
    {
        var order = new ConcurrentQueue<string>();
        await Task.WhenAll(
            new StepGraph(Between(Wanted("b", null, null, "a", "c"), Wanted("a"), Wanted("c"))).Start(async step =>
            {
                order.Enqueue($"{step.Change.Key.Name} {await step.MayStartAsync()}");
                return step.Change.Key.Name == "a";
            })
        );
        Assert.That(order, Is.EquivalentTo(new[] { "a True", "c True", "b False" }));
    }

    [Test]
    public async Task A_step_that_throws_counts_as_failed_for_those_that_wait()
    {
        var may = true;
        var steps = new StepGraph(Between(Wanted("b", null, null, "a"), Wanted("a"))).Start(async step =>
        {
            if (step.Change.Key.Name == "a")
                throw new InvalidOperationException("on purpose");
            may = await step.MayStartAsync();
            return may;
        });
        Assert.That(async () => await Task.WhenAll(steps), Throws.InvalidOperationException);
        Assert.That(may, Is.False);
    }
}
