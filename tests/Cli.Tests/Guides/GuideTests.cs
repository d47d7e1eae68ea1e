using Classroom.Cli.Handouts;

namespace Classroom.Cli.Tests.Guides;

/// <summary>
/// The commands of the guides and of their solutions are entered as a student enters them, with the profile of the hand-out, and print what
/// the guides show.
/// </summary>
sealed class GuideTests
{
    GuideClass? students;

    [OneTimeSetUp]
    public async Task NewClass() => students = await GuideClass.BringUpAsync("[user1]");

    [OneTimeTearDown]
    public async Task RemoveClass()
    {
        if (students is not null)
            await students.DisposeAsync();
    }

    [TestCaseSource(nameof(Guides))]
    public async Task What_a_guide_says_to_type_prints_what_the_guide_shows(string guide)
    {
        // The first page defines a function that the guides use.
        var helpers = guide == "README" ? [] : Filled("README").Where(block => block.Words.Contains("helper"));
        // The solutions come after the guide, in the same terminal.
        var solutions = guide == "README" ? [] : Filled($"solutions/{guide}");
        List<Block> blocks = [.. helpers, .. Filled(guide), .. solutions];
        Assert.That(blocks, Is.Not.Empty);
        var results = await students!.EnterAsync("user1", blocks);
        Assert.Multiple(() =>
        {
            foreach (var result in results)
            {
                Assert.That(result.Failed, Is.EqualTo(result.Block.Words.Contains("fails")), $"{guide}, {result}");
                if (result.Block.Shown is { } shown)
                    Assert.That(Block.Matches(shown, result.Printed), Is.True, $"{guide}, {result}\nshown:\n{shown}");
            }
        });
    }

    public static IEnumerable<string> Guides() =>
        Directory
            .EnumerateFiles(Path.Combine(Classroom.Repository, "docs", "labs"), "*.md")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

    IEnumerable<Block> Filled(string guide) => Block.In(students!.Fill(Guide.OfLab(new(Classroom.Repository), guide), "user1"));
}
