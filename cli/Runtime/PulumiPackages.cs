using System.Xml.Linq;

namespace Classroom.Cli.Runtime;

/// <summary>The official NuGet packages that Pulumi's engine needs.</summary>
static class PulumiPackages
{
    /// <summary>Whether the packages are in this machine's cache; Directory.Build.targets asks the same.</summary>
    public static bool AreCached()
    {
        var versions = XDocument
            .Load(Path.Combine(Repository.Find().Folder, "Directory.Packages.props"))
            .Descendants()
            .Where(element => element.Name.LocalName is "PulumiVersion" or "PulumiAwsVersion")
            .ToDictionary(element => element.Name.LocalName, element => element.Value);
        return Directory.Exists(Path.Combine(Cache, "pulumi", versions["PulumiVersion"]))
            && Directory.Exists(Path.Combine(Cache, "pulumi.aws", versions["PulumiAwsVersion"]));
    }

    static string Cache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
