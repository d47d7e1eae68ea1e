namespace Classroom.Architecture.Tests;

/// <summary>The floors of the embedded cloud: a type uses types of its own floor and of the floors below.</summary>
sealed class CloudTests
{
    const string Root = "Classroom.Cloud.";

    // From the lowest to the highest.
    static readonly string[] Kernel =
    [
        "Runtime",
        "Models",
        "Api",
        "Validation",
        "Fairness",
        "Authorization",
        "Dispatch",
        "Contracts",
        "Delivery",
        "Gateway",
    ];

    [Test]
    public void The_folders_of_the_kernel_stand_in_one_order()
    {
        var wrong = Uses("Classroom.Cloud.Kernel")
            .Where(use => use.UsedNamespace.StartsWith(Root, StringComparison.Ordinal) && FloorOf(use.Used) > FloorOf(use.User))
            .Select(use => $"{use.User} uses {use.Used}, which lies above it: the order of cloud/Kernel is {string.Join(", ", Kernel)}.");
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Uses_in_signatures_and_in_method_bodies_are_found() =>
        Assert.That(
            Uses("Classroom.Cloud.Kernel"),
            Is.SupersetOf(
                new TypeUse[]
                {
                    new("Classroom.Cloud.Api.Call", "Classroom.Cloud.Api.Caller"),
                    new("Classroom.Cloud.Authorization.Authorizer", "Classroom.Access.AccessEvaluator"),
                }
            )
        );

    [Test]
    public void The_kernel_has_no_folder_that_the_order_does_not_name() =>
        Assert.That(Uses("Classroom.Cloud.Kernel").Select(use => FolderOf(use.User)).Distinct(), Is.SubsetOf(Kernel));

    [Test]
    public void A_service_knows_no_other_service()
    {
        var wrong = Uses("Classroom.Cloud.Services")
            .Where(use =>
                use.UsedNamespace.StartsWith(Root, StringComparison.Ordinal)
                && !Kernel.Contains(FolderOf(use.Used))
                && FolderOf(use.Used) != FolderOf(use.User)
            )
            .Select(use =>
                $"{use.User} uses {use.Used} of another service: call it through the Dispatcher, or through a contract in "
                + $"cloud/Kernel/Contracts."
            );
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("Classroom.Storage")]
    [TestCase("Classroom.Languages")]
    [TestCase("Classroom.Access", "Classroom.Languages")]
    [TestCase("Classroom.StatesLanguage", "Classroom.Languages")]
    [TestCase("Classroom.Cloud.Kernel", "Classroom.Access", "Classroom.Languages", "Classroom.Storage")]
    [TestCase(
        "Classroom.Cloud.Services",
        "Classroom.Cloud.Kernel",
        "Classroom.StatesLanguage",
        "Classroom.Access",
        "Classroom.Languages",
        "Classroom.Storage"
    )]
    public void An_assembly_references_the_floors_below_alone(string assembly, params string[] below)
    {
        using var module = Mono.Cecil.ModuleDefinition.ReadModule(Built.Cloud(assembly));
        var above = module
            .AssemblyReferences.Select(reference => reference.Name)
            .Where(name => name.StartsWith("Classroom.", StringComparison.Ordinal))
            .Except(below);
        Assert.That(above, Is.Empty, $"{assembly} may reference {(below.Length == 0 ? "no assembly of ours" : string.Join(", ", below))}");
    }

    static IReadOnlyCollection<TypeUse> Uses(string assembly)
    {
        var uses = TypeUses.In(Built.Cloud(assembly));
        Assert.That(uses, Is.Not.Empty);
        return uses;
    }

    /// <summary>The folder of a type of the cloud: Api for Classroom.Cloud.Api.Serialization.WireJson.</summary>
    static string FolderOf(string type) => type[Root.Length..].Split('.')[0];

    static int FloorOf(string type) => Array.IndexOf(Kernel, FolderOf(type));
}
