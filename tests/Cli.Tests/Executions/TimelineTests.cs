using System.Text.Json.Nodes;
using Classroom.Cli.Executions;
using Classroom.Cli.Executions.Timelines;
using Classroom.Labs;
using Spectre.Console;

namespace Classroom.Cli.Tests.Executions;

/// <summary>
/// Histories as lines of a terminal. The approved texts lie beside the histories; with CLASSROOM_APPROVE=1 what comes out becomes what is
/// expected, and its diff is read before it is committed.
/// </summary>
sealed class TimelineTests
{
    static readonly string Folder = Path.Combine(Classroom.Repository, "tests", "Cli.Tests", "Executions", "Histories");

    static IEnumerable<string> Histories => Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!);

    [Test]
    public void A_history_is_shown_as_approved([ValueSource(nameof(Histories))] string name, [Values(80, 120)] int width)
    {
        var lines = Shown(name, width).ToList();
        Assert.That(lines, Has.All.Length.LessThanOrEqualTo(width));
        var (approved, actual) = (Path.Combine(Folder, $"{name}.{width}.txt"), string.Join('\n', lines) + "\n");
        if (Environment.GetEnvironmentVariable("CLASSROOM_APPROVE") == "1")
            File.WriteAllText(approved, actual);
        Assert.That(File.Exists(approved), Is.True, $"no approved text {approved}; run the test once with CLASSROOM_APPROVE=1");
        Assert.That(actual, Is.EqualTo(File.ReadAllText(approved).ReplaceLineEndings("\n")));
    }

    [Test]
    public void An_execution_of_thirty_events_fits_on_one_screen() =>
        Assert.That(Shown("order-processing-workflow", 80).Count(), Is.LessThanOrEqualTo(24));

    [TestCase("Boom", 0, "again in 1 s (1 of 3)")]
    [TestCase("Boom", 2, "again in 4 s (3 of 3)")]
    [TestCase("Boom", 3, null)]
    [TestCase("States.Timeout", 0, "again within 5 s (1 of 1)")]
    [TestCase("Lambda.Unknown", 0, null)]
    public void A_retry_is_foretold_from_the_definition(string error, int before, string? told)
    {
        var text = new WorkflowText(
            JsonNode.Parse(
                """
                {"StartAt":"A","States":{"A":{"Type":"Task","Retry":[
                  {"ErrorEquals":["Boom"]},
                  {"ErrorEquals":["States.Timeout"],"IntervalSeconds":9,"MaxDelaySeconds":5,"MaxAttempts":1,"JitterStrategy":"FULL"}]}}}
                """
            )
        );
        Assert.That(text.Retry("A", error, [.. Enumerable.Repeat(error, before)]), Is.EqualTo(told));
    }

    [TestCase("""{"a":1}""", """{"a":1,"b":2}""", "+ b")]
    [TestCase("""{"a":1,"c":3}""", """{"a":2,"b":2}""", "+ b  ~ a  - c")]
    [TestCase("""{"a":1}""", """{"a":1}""", "")]
    [TestCase("""{"a":1}""", """{"b":[1,2],"c":{"d":1},"e":"x"}""", "= b: 2 items, c {…}, e x")]
    [TestCase("""{"a":1}""", "null", "= null")]
    [TestCase("[1]", "[1,2]", "= 2 items")]
    public void What_a_state_changed_is_told_by_its_members(string before, string after, string told) =>
        Assert.That(Facts.Difference(JsonNode.Parse(before), JsonNode.Parse(after)), Is.EqualTo(told));

    static IEnumerable<string> Shown(string name, int width)
    {
        // "workflow.what-happened": there may be several executions of a workflow.
        var file = EmbeddedFiles.Names.Single(known => known.EndsWith($"/{name.Split('.')[0]}.asl.json", StringComparison.Ordinal));
        var text = new WorkflowText(JsonNode.Parse(EmbeddedFiles.Read(file)));
        var (timeline, view) = (new Timeline(text, isLive: false), new TimelineView(width, text.Widest));
        var events = (JsonArray)JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")))!;
        return events
            .OfType<JsonObject>()
            .SelectMany(json => timeline.Add(HistoryEvent.OfHistory(json)))
            .SelectMany(view.Lines)
            .Select(line => line.RemoveMarkup());
    }
}
