using System.Xml.Linq;

namespace Classroom.Cli.Runtime;

/// <summary>The official NuGet packages that Pulumi's engine needs: those that build/official names.</summary>
static class PulumiPackages
{
    /// <summary>Whether the packages are in this machine's cache; Directory.Build.targets asks the same.</summary>
    public static bool AreCached() => Missing().Count == 0;

    /// <summary>The packages that are not in this machine's cache, each with its version.</summary>
    public static IReadOnlyList<string> Missing() =>
        [.. All().Where(package => !Directory.Exists(Path.Combine(Cache, package.Id.ToLowerInvariant(), package.Version))).Select(Text)];

    public static IReadOnlyList<(string Id, string Version)> All()
    {
        var root = Repository.Find().Folder;
        var versions = XDocument.Load(Path.Combine(root, "Directory.Packages.props")).Descendants().ToList();
        return
        [
            .. XDocument
                .Load(Path.Combine(root, "build", "official", "official.csproj"))
                .Descendants("PackageReference")
                .Select(package => (string)package.Attribute("Include")!)
                .Select(id => (id, VersionOf(id, versions))),
        ];
    }

    /// <summary>A version is a text, or the name of a property such as $(PulumiVersion).</summary>
    static string VersionOf(string id, List<XElement> elements)
    {
        var version = (string)elements.Single(element => (string?)element.Attribute("Include") == id).Attribute("Version")!;
        return version.StartsWith("$(", StringComparison.Ordinal)
            ? elements.Single(element => element.Name.LocalName == version[2..^1]).Value
            : version;
    }

    static string Text((string Id, string Version) package) => $"{package.Id} {package.Version}";

    static string Cache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
