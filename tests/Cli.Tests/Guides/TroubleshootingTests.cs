using Classroom.Cli.Handouts;

namespace Classroom.Cli.Tests.Guides;

/// <summary>Every error of docs/TROUBLESHOOTING.md is reproduced by the command of its entry, with the message of its heading.</summary>
sealed class TroubleshootingTests
{
    GuideClass? students;

    [OneTimeSetUp]
    public async Task NewClass() =>
        students = await GuideClass.BringUpAsync(
            """[user1, {"username": "user2", "paymentFailureRate": 1, "outOfStockRate": 1, "transientErrorRate": 1}, user3]"""
        );

    [OneTimeTearDown]
    public async Task RemoveClass()
    {
        if (students is not null)
            await students.DisposeAsync();
    }

    [Test]
    public void Every_entry_has_a_command_that_shows_the_error() =>
        Assert.That(
            Section
                .In(Text("user1"))
                .Where(section => section.Message is not null && section.Blocks.Count == 0)
                .Select(section => section.Message),
            Is.Empty
        );

    [Test]
    public Task The_errors_have_the_messages_of_the_headings() =>
        CheckAsync("user1", block => !block.Words.Intersect(["unlucky", "frozen", "served"]).Any());

    [Test]
    public Task Simulated_bad_luck_has_the_messages_of_the_headings() =>
        CheckAsync("user2", block => block.Words.Contains("helper") || block.Words.Contains("unlucky"));

    [Test]
    public async Task A_frozen_student_reads_the_message_of_the_heading()
    {
        await students!.Classroom.DoneAsync("freeze", "--student", "user3");
        await CheckAsync("user3", block => block.Words.Contains("frozen"));
    }

    [Test]
    public async Task Over_a_network_certificates_and_rates_have_the_messages_of_the_headings()
    {
        await using var served = await GuideClass.ServeAsync("[user1]", callsPerSecond: 1);
        await CheckAsync("user1", block => block.Words.Contains("served"), served);
    }

    async Task CheckAsync(string student, Func<Block, bool> isFor, GuideClass? otherwise = null)
    {
        var place = otherwise ?? students!;
        var entries = Section
            .In(place.Fill(Guide.Troubleshooting(new(Classroom.Repository)), student))
            .SelectMany(section => section.Blocks.Select((block, index) => (Message: index == 0 ? section.Message : null, Block: block)))
            .Where(entry => isFor(entry.Block))
            .ToList();
        Assert.That(entries, Is.Not.Empty);
        var results = await place.EnterAsync(student, [.. entries.Select(entry => entry.Block)]);
        Assert.Multiple(() =>
        {
            foreach (var (entry, result) in entries.Zip(results))
            {
                Assert.That(result.Failed, Is.EqualTo(result.Block.Words.Contains("fails")), $"{result}");
                if (entry.Message is { } message)
                    Assert.That(Block.Matches($"…{message}…", result.Printed), Is.True, $"{message}\n{result}");
            }
        });
    }

    string Text(string student) => students!.Fill(Guide.Troubleshooting(new(Classroom.Repository)), student);

    /// <summary>A heading and what follows.</summary>
    /// <param name="Message">The first code of the heading; null for a heading without code.</param>
    sealed record Section(string? Message, List<Block> Blocks)
    {
        public static IEnumerable<Section> In(string text) =>
            text.Split("\n#")
                .Select(part => new Section(
                    part.StartsWith("## `", StringComparison.Ordinal) ? part.Split('`')[1] : null,
                    [.. Block.In(part[part.IndexOf('\n', StringComparison.Ordinal)..])]
                ));
    }
}
