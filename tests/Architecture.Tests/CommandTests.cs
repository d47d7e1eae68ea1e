using Mono.Cecil;

namespace Classroom.Architecture.Tests;

/// <summary>
/// The folders of the command stand in one order: a type uses types of its own folder and of the folders below. Of the cloud it uses
/// contracts.
/// </summary>
sealed class CommandTests
{
    const string Root = "Classroom.Cli.";

    const string Cloud = "Classroom.Cloud.";
    const string Services = "Classroom.Cloud.Services";

    // From the lowest to the highest.
    static readonly string[] Order =
    [
        "Runtime",
        "Calls",
        "Clouds",
        "Planning",
        "Provider",
        "Stacks",
        "Sweeping",
        "Invocation",
        "Terminal",
        "Executions",
        "Checks",
        "Reports",
        "Bulk",
        "Forecasts",
        "Graphs",
        "Rosters",
        "Handouts",
        "Snapshots",
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

    [Test]
    public void The_command_uses_the_contracts_of_the_cloud_and_nothing_behind_them()
    {
        using var services = ModuleDefinition.ReadModule(Path.Combine(Path.GetDirectoryName(Built.Cli)!, $"{Services}.dll"));
        var types = services.Types.ToDictionary(type => type.FullName);
        var used = TypeUses.In(Built.Cli).Select(use => use.Used).Where(types.ContainsKey).Distinct().ToList();
        Assert.That(used, Is.SupersetOf(new[] { $"{Cloud}Iam.CreateRole", $"{Cloud}Iam.IamService", $"{Cloud}Iam.AttachedPolicyView" }));
        Assert.That(
            used.Where(type => !IsContract(types[type])).Except([$"{Cloud}S3.S3Routes"]),
            Is.Empty,
            "cli/ uses operations, their records and services; a store is reached through an operation"
        );
    }

    static bool IsContract(TypeDefinition type) =>
        type.BaseType?.FullName == $"{Cloud}Api.Service"
        || type.Interfaces.Any(implemented => implemented.InterfaceType.Namespace == $"{Cloud}Api")
        // Only records have this method.
        || type.Methods.Any(method => method.Name == "<Clone>$");

    static string FolderOf(string type) => type[Root.Length..].Split('.')[0];

    static int PlaceOf(string type) => Array.IndexOf(Order, FolderOf(type));
}
