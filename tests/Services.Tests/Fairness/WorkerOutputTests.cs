using System.Text;
using Classroom.Cloud.Fairness;
using Classroom.Cloud.Lambda.Workers;

namespace Classroom.Services.Tests.Fairness;

/// <summary>Reading what a function prints, however much and however strange it is.</summary>
sealed class WorkerOutputTests
{
    [TestCase("one\ntwo\n", "one|two")]
    [TestCase("one\r\ntwo", "one|two")]
    [TestCase("\n\n", "|")]
    [TestCase("", null)]
    [TestCase("Zoë 🎓\n", "Zoë 🎓")]
    public async Task Output_becomes_lines(string printed, string? lines) =>
        Assert.That(await LinesOf(Encoding.UTF8.GetBytes(printed)), Is.EqualTo(lines?.Split('|') ?? []));

    [TestCase(0), TestCase(1), TestCase(-1)]
    public async Task A_line_longer_than_a_log_event_becomes_several(int more)
    {
        var printed = new string('x', (2 * Quotas.LogEvent) + more) + "\nnext\n";
        var lines = await LinesOf(Encoding.UTF8.GetBytes(printed));
        Assert.That(lines[^1], Is.EqualTo("next"));
        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(Quotas.LogEvent));
        Assert.That(string.Concat(lines[..^1]), Has.Length.EqualTo((2 * Quotas.LogEvent) + more));
    }

    [Test]
    public async Task Much_output_is_read_slowly()
    {
        var clock = new ManualClock(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var lines = 0;
        var printed = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", 100_000)));
        var rates = new OutputRates(clock);
        var reading = WorkerOutput.ReadAsync(new MemoryStream(printed), _ => lines++, bytes => rates.TakeAsync(Owner.Of("user1-a"), bytes));
        Assert.That(reading.IsCompleted, Is.False);
        Assert.That(lines, Is.LessThan(50_000));
        while (!reading.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        Assert.That(lines, Is.EqualTo(100_000));
    }

    [Test]
    public void The_functions_of_a_student_share_one_rate_and_those_of_others_do_not_wait()
    {
        const int Second = 4 * 1024 * 1024;
        var clock = new ManualClock(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var rates = new OutputRates(clock);
        Assert.That(rates.TakeAsync(Owner.Of("user1-a"), Second).IsCompleted, Is.True, "a second's worth at once");
        var waiting = rates.TakeAsync(Owner.Of("user1-b"), Second / 2);
        Assert.That(rates.TakeAsync(Owner.Of("user2-a"), Second).IsCompleted, Is.True, "another student");
        Assert.That(waiting.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.That(waiting.IsCompleted, Is.True);
    }

    static async Task<List<string>> LinesOf(byte[] printed)
    {
        var lines = new List<string>();
        await WorkerOutput.ReadAsync(new MemoryStream(printed), lines.Add, _ => Task.CompletedTask);
        return lines;
    }
}
