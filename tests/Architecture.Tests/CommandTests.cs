namespace Classroom.Architecture.Tests;

/// <summary>The folders of the command stand in one order: a type uses types of its own folder and of the folders below.</summary>
sealed class CommandTests
{
    const string Root = "Classroom.Cli.";

    // From the lowest to the highest.
    static readonly string[] Order =
    [
        "Runtime",
        "Calls",
        "Clouds",
        "Planning",
        "Provider",
        "Stacks",
        "Invocation",
        "Terminal",
        "Executions",
        "Forecasts",
        "Graphs",
        "Rosters",
        "Commands",
    ];

    [Test]
    public void A_folder_uses_the_folders_below_alone()
    {
        var uses = TypeUses.In(Built.Cli).Where(use => use.User.StartsWith(Root, StringComparison.Ordinal)).ToList();
        Assert.That(uses.Select(use => FolderOf(use.User)).Distinct(), Is.EquivalentTo(Order), "a new folder needs its place in the order");
        var wrong = uses.Where(use => use.Used.StartsWith(Root, StringComparison.Ordinal) && PlaceOf(use.Used) > PlaceOf(use.User))
            .Select(use => $"{use.User} uses {use.Used}, which lies above it: the order of cli/ is {string.Join(", ", Order)}.");
        Assert.That(wrong, Is.Empty);
    }

    static string FolderOf(string type) => type[Root.Length..].Split('.')[0];

    static int PlaceOf(string type) => Array.IndexOf(Order, FolderOf(type));
}
