using System.Reflection;

namespace Classroom.Cloud.Tests;

/// <summary>Where things are that the tests need.</summary>
static class Folders
{
    public static string Cloud { get; } = Metadata("CloudFolder");

    public static string Functions { get; } = Metadata("FunctionsFolder");

    public static string Repository { get; } = Metadata("RepositoryFolder");

    /// <summary>The course material, which lies beside the repository on machines that have it.</summary>
    public static string? Material { get; } =
        Path.GetFullPath(Path.Combine(Repository, "..", "shared", "seeds")) is var folder && Directory.Exists(folder) ? folder : null;

    public static string New()
    {
        var folder = Directory.CreateTempSubdirectory("classroom-test-").FullName;
        return folder;
    }

    static string Metadata(string key) =>
        Path.GetFullPath(
            typeof(Folders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!
        );
}
