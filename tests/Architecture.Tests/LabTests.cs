namespace Classroom.Architecture.Tests;

/// <summary>A lab is one folder in infra/Labs and one in functions/. No other type names it, so that a new lab changes no list.</summary>
sealed class LabTests
{
    const string Resources = "Classroom.Labs.";
    const string Functions = "Classroom.Functions.";

    static readonly IReadOnlyCollection<TypeUse> Uses = TypeUses.In(Built.Infra, Built.Functions);

    static readonly HashSet<string> Labs = Uses.Select(use => SubfolderOf(use.User, Resources)).OfType<string>().ToHashSet();

    [Test]
    public void Each_lab_has_resources_and_functions() =>
        Assert.That(Uses.Select(use => LabOf(use.User, Functions)).OfType<string>().Distinct(), Is.EquivalentTo(Labs).And.Not.Empty);

    [TestCase(Resources)]
    [TestCase(Functions)]
    public void A_lab_is_used_in_its_own_folders_alone(string root) =>
        Assert.That(
            Uses.Where(use => LabOf(use.Used, root) is { } lab && (LabOf(use.User, Resources) ?? LabOf(use.User, Functions)) != lab)
                .Select(use => $"{use.User} uses {use.Used}, which belongs to a lab"),
            Is.Empty
        );

    static string? LabOf(string type, string root) => SubfolderOf(type, root) is { } folder && Labs.Contains(folder) ? folder : null;

    static string? SubfolderOf(string type, string root) =>
        type.StartsWith(root, StringComparison.Ordinal) && type[root.Length..].Split('.') is [var folder, _, ..] ? folder : null;
}
