using Classroom.Cli.Checks;
using Classroom.Cli.Checks.Events;
using Classroom.Cli.Checks.Greeting;
using Classroom.Cli.Checks.Orders;

namespace Classroom.Checks.Tests.Histories;

/// <summary>Executions that are attempts at an exercise, and do not show what it teaches.</summary>
sealed class ExerciseTests
{
    const string Order = """{"orderId":"o","customerId":"c","amount":1,"items":[{"productId":"p"}]}""";
    const string LongOrder = """{"orderType":"standard","items":[{"productId":"a"},{},{},{},{},{},{}]}""";

    static readonly (string Name, ExerciseCheck Check, History History)[] Wrong =
    [
        (
            "an order that skipped a branch",
            new GoodOrderCompletes(),
            Told.Of(Order).Enter("UpdateInventory").Call().Enter("OrderComplete", "Pass").Succeed()
        ),
        (
            "a bad order that was paid",
            new BadOrderIsRefused(),
            Told.Of("{}").Enter("ProcessPayment").Call().Enter("ValidationFailed", "Pass").Succeed()
        ),
        (
            "a branch that recovered",
            new FailedBranchIsRetriedAndCaught(),
            Told.Of(Order).Enter("UpdateInventory").Fail("E").Call().Enter("OrderComplete", "Pass").Succeed()
        ),
        (
            "a branch that was not retried",
            new FailedBranchIsRetriedAndCaught(),
            Told.Of(Order).Enter("UpdateInventory").Fail("E").Enter("ProcessingFailed", "Pass").Succeed()
        ),
        (
            "a declined payment that nobody caught",
            new DeclinedPaymentIsCaught(),
            Told.Of(Order).Enter("ProcessPayment").Fail("E").FailWith("E")
        ),
        ("a callback that nobody answered", new CallbackWasAnswered(), Told.Of("{}").Enter("TaskTimeout", "Pass").Succeed()),
        ("six items at once", new ManyItemsRanFiveAtOnce(), Started(Told.Of(LongOrder).Enter("StandardProcessing", "Map"), 6).Succeed()),
        (
            "a transient error without a second call",
            new Cli.Checks.Greeting.TransientErrorWasRetried(),
            Told.Of("""{"name":"A"}""").Enter("Process").Fail("E").FailWith("E")
        ),
        ("a nameless input that was greeted", new NamelessInputFails(), Told.Of("{}").Enter("Done", "Succeed").Succeed()),
        ("Alice without a notification", new AliceIsGreeted(), Told.Of("""{"name":"Alice"}""").Enter("Process").Call().Succeed()),
    ];

    public static IEnumerable<TestCaseData> Cases =>
        Wrong.Select(one => new TestCaseData(one.Check, one.History).SetArgDisplayNames(one.Name));

    [TestCaseSource(nameof(Cases))]
    public void Does_not_show_the_exercise(object check, object history)
    {
        var (exercise, told) = ((ExerciseCheck)check, (History)history);
        Assert.That(exercise.IsAttempt(told), "it is an attempt");
        Assert.That(exercise.Missing(told), Is.Not.Null.And.Not.Empty);
    }

    [Test]
    public void Five_items_at_once_of_a_longer_order_show_the_exercise()
    {
        var told = Started(Told.Of(LongOrder).Enter("StandardProcessing", "Map"), 5).Iterate("Succeeded").Iterate("Started").Succeed();

        Assert.That(
            (new ManyItemsRanFiveAtOnce().IsAttempt(told), new ManyItemsRanFiveAtOnce().Missing(told)),
            Is.EqualTo((true, (string?)null))
        );
    }

    static Told Started(Told told, int count) => Enumerable.Range(0, count).Aggregate(told, (so, _) => so.Iterate("Started"));
}
