namespace Classroom.Storage.Tests;

/// <summary>Which transactions a call waits for before it is answered.</summary>
sealed class CallScopeTests
{
    static readonly TaskCompletionSource Never = new();

    [Test]
    public void A_call_that_has_changed_nothing_waits_for_nothing()
    {
        using var scope = CallScope.OnThread();
        Assert.That(scope.KeptAsync().IsCompletedSuccessfully);
    }

    [Test]
    public void A_call_waits_for_each_of_its_commits()
    {
        using var scope = CallScope.OnThread();
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        scope.Add(first.Task);
        Assert.That(scope.KeptAsync(), Is.SameAs(first.Task));
        scope.Add(first.Task);
        Assert.That(scope.KeptAsync(), Is.SameAs(first.Task), "the same commit again is no second one");
        scope.Add(second.Task);
        var kept = scope.KeptAsync();
        first.SetResult();
        Assert.That(kept.IsCompleted, Is.False);
        second.SetResult();
        Assert.That(async () => await kept, Throws.Nothing);
    }

    [Test]
    public void A_commit_that_failed_fails_the_call_and_one_that_was_kept_is_done_with()
    {
        using var scope = CallScope.OnThread();
        scope.Add(Task.CompletedTask);
        scope.Add(Never.Task);
        Assert.That(scope.KeptAsync(), Is.SameAs(Never.Task));
        var failed = Task.FromException(new IOException("on purpose"));
        scope.Add(failed);
        scope.Add(new TaskCompletionSource().Task);
        Assert.That(scope.KeptAsync().IsCompleted, Is.False, "a failure is told when all is over");
        using var other = CallScope.OnThread();
        other.Add(failed);
        Assert.That(async () => await other.KeptAsync(), Throws.TypeOf<IOException>());
    }

    [Test]
    public void A_scope_within_a_scope_gives_way_to_it()
    {
        using var outer = CallScope.OnThread();
        using (var inner = CallScope.OnThread())
            Assert.That(CallScope.Current, Is.SameAs(inner));
        Assert.That(CallScope.Current, Is.SameAs(outer));
    }

    [Test]
    public async Task A_flowing_scope_goes_on_with_the_call_on_other_threads()
    {
        Assert.That(CallScope.Current, Is.Null);
        using (var flowing = CallScope.Flow())
        {
            Assert.That(await Task.Run(() => CallScope.Current), Is.SameAs(flowing));
            using (var inner = CallScope.Flow())
                Assert.That(CallScope.Current, Is.SameAs(inner));
            Assert.That(CallScope.Current, Is.SameAs(flowing));
        }
        Assert.That(CallScope.Current, Is.Null);
    }

    [Test]
    public void Detached_work_belongs_to_no_call_and_the_call_is_there_again_after_it()
    {
        using var flowing = CallScope.Flow();
        using var onThread = CallScope.OnThread();
        var within = CallScope.Current;
        Assert.That(
            () =>
                CallScope.Detached(() =>
                {
                    within = CallScope.Current;
                    throw new InvalidOperationException("on purpose");
                }),
            Throws.InvalidOperationException
        );
        Assert.That((within, CallScope.Current), Is.EqualTo(((CallScope?)null, onThread)));
        onThread.Dispose();
        Assert.That(CallScope.Current, Is.SameAs(flowing));
    }
}
