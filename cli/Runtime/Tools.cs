using System.Xml.Linq;

namespace Classroom.Cli.Runtime;

/// <summary>What is on this machine besides ourselves.</summary>
static class Tools
{
    /// <summary>Where a program lies, if it is on the path.</summary>
    public static string? Find(string program)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{program}.exe", $"{program}.cmd"] : [program];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>
    /// Whether the packages that Pulumi's engine needs are in this machine's cache; Directory.Build.targets asks the same.
    /// </summary>
    public static bool HasOfficialPackages()
    {
        var versions = XDocument
            .Load(Path.Combine(Repository.Find().Folder, "Directory.Packages.props"))
            .Descendants()
            .Where(element => element.Name.LocalName is "PulumiVersion" or "PulumiAwsVersion")
            .ToDictionary(element => element.Name.LocalName, element => element.Value);
        return Directory.Exists(Path.Combine(NuGetCache, "pulumi", versions["PulumiVersion"]))
            && Directory.Exists(Path.Combine(NuGetCache, "pulumi.aws", versions["PulumiAwsVersion"]));
    }

    static string NuGetCache =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
