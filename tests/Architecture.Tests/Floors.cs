namespace Classroom.Architecture.Tests;

/// <summary>The folders of an assembly in their order: a type uses types of its own folder and of the folders before it.</summary>
/// <param name="Root">The namespace that the folders stand in.</param>
/// <param name="Folders">From the lowest to the highest. The empty name is the root itself.</param>
sealed record Floors(string Assembly, string Root, params string[] Folders)
{
    IReadOnlyList<TypeUse> Uses { get; } =
    [.. TypeUses.In(Assembly).Where(use => use.User.StartsWith($"{Root}.", StringComparison.Ordinal))];

    /// <summary>Folders with types, as the assembly has them.</summary>
    public IEnumerable<string> Found =>
        Uses.Select(use => FolderOf(use.User)!).Union(Folders.Intersect(Uses.Select(use => FolderOf(use.Used)!)));

    /// <summary>One sentence for each use that goes upwards.</summary>
    public IEnumerable<string> Mistakes() =>
        Uses.Where(use => Folders.Contains(FolderOf(use.Used)) && FloorOf(use.Used) > FloorOf(use.User))
            .Select(use => $"{use.User} uses {use.Used}, which lies above it: the order is {string.Join(", ", Folders)}.");

    public void Check() =>
        Assert.Multiple(() =>
        {
            Assert.That(Found, Is.EquivalentTo(Folders), "a new folder needs its place in the order");
            Assert.That(Mistakes(), Is.Empty);
        });

    /// <summary>Definitions for Classroom.StatesLanguage.Definitions.StateMachine; null for a type of another root.</summary>
    string? FolderOf(string type)
    {
        if (!type.StartsWith($"{Root}.", StringComparison.Ordinal))
            return null;
        var parts = type[(Root.Length + 1)..].Split('.');
        return parts.Length == 1 ? "" : parts[0];
    }

    int FloorOf(string type) => Array.IndexOf(Folders, FolderOf(type));
}
