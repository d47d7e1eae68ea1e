using Classroom.Cloud.Fairness;

namespace Classroom.Services.Tests.Fairness;

/// <summary>A few pieces of each owner at a time.</summary>
sealed class OwnerGatesTests
{
    static readonly Owner One = new("one");
    static readonly Owner Other = new("other");

    readonly OwnerGates gates = new(2);

    [Test]
    public async Task The_third_piece_of_an_owner_waits_and_another_owner_does_not()
    {
        var first = await gates.EnterAsync(One, default);
        await gates.EnterAsync(One, default);
        var third = gates.EnterAsync(One, default);
        Assert.That(third.IsCompleted, Is.False);
        Assert.That(gates.EnterAsync(Other, default).IsCompletedSuccessfully);
        first.Dispose();
        first.Dispose();
        await third;
        Assert.That(gates.EnterAsync(One, default).IsCompleted, Is.False, "leaving twice admits only one");
    }

    [Test]
    public async Task A_canceled_piece_takes_no_turn()
    {
        var first = await gates.EnterAsync(One, default);
        await gates.EnterAsync(One, default);
        using var stop = new CancellationTokenSource();
        var canceled = gates.EnterAsync(One, stop.Token);
        var next = gates.EnterAsync(One, default);
        stop.Cancel();
        Assert.That(() => canceled, Throws.InstanceOf<OperationCanceledException>());
        first.Dispose();
        await next;
    }
}
