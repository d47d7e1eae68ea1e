using System.Text.Json.Nodes;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Tests.Commands;

/// <summary>What doctor says of the official packages. Folders stand for the packages in the cache.</summary>
sealed class DoctorTests
{
    static readonly string[] Names =
    [
        "Pulumi",
        "Pulumi.Aws",
        "Amazon.Lambda.Core",
        "Amazon.Lambda.Serialization.SystemTextJson",
        "Amazon.Lambda.APIGatewayEvents",
        "Amazon.Lambda.SQSEvents",
    ];

    [Test]
    public void It_asks_for_the_packages_that_decide_which_ones_a_build_takes()
    {
        Assert.That(PulumiPackages.All().Select(package => package.Id), Is.EqualTo(Names));
        var targets = File.ReadAllText(Path.Combine(Classroom.Repository, "Directory.Build.targets"));
        Assert.That(Names, Is.All.Matches<string>(name => targets.Contains($"/{name!.ToLowerInvariant()}/$(", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Each_missing_package_is_named()
    {
        await using var classroom = Classroom.OfStudents("user1");
        var cache = Path.Combine(classroom.Folder, "packages");
        classroom.Variables["NUGET_PACKAGES"] = cache;
        Assert.That(await FoundAsync(classroom), Is.EqualTo(("not in the NuGet cache", "dotnet restore build/official")));

        foreach (var (id, version) in PulumiPackages.All())
            Directory.CreateDirectory(Path.Combine(cache, id.ToLowerInvariant(), version));
        Assert.That(await FoundAsync(classroom), Is.EqualTo(("in the NuGet cache", (string?)null)));

        foreach (var (id, version) in PulumiPackages.All())
        {
            var folder = Path.Combine(cache, id.ToLowerInvariant(), version);
            Directory.Delete(folder);
            Assert.That(
                await FoundAsync(classroom),
                Is.EqualTo(($"not in the NuGet cache: {id} {version}", "dotnet restore build/official"))
            );
            Directory.CreateDirectory(folder);
        }
    }

    static async Task<(string Found, string? Mend)> FoundAsync(Classroom classroom)
    {
        var findings = (JsonArray)(await classroom.RunAsync("doctor", "--json")).Json;
        var packages = findings.Single(finding => (string?)finding!["what"] == "the 6 official packages")!;
        return ((string)packages["found"]!, (string?)packages["mend"]);
    }
}
