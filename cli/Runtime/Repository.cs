using System.Reflection;

namespace Classroom.Cli.Runtime;

/// <summary>The repository of the class. The command finds it from its own program file, so it can be called from any folder.</summary>
sealed record Repository(string Folder)
{
    public static readonly string Configuration = Metadata(nameof(Configuration));
    static readonly string TargetFramework = Metadata(nameof(TargetFramework));

    public string FunctionPackage => Path.Combine(Folder, "functions", "bin", "package");

    public string CloudProgram => Path.Combine(Folder, "cloud", "bin", Configuration, TargetFramework, "Classroom.Cloud.dll");

    /// <summary>The folder of the Pulumi.&lt;stack&gt;.yaml files: CLASSROOM_SETTINGS if it is set, else the repository.</summary>
    public string SettingsFolder =>
        Environment.GetEnvironmentVariable("CLASSROOM_SETTINGS") is { Length: > 0 } folder ? Path.GetFullPath(folder) : Folder;

    public static Repository Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Pulumi.yaml")))
                return new(folder);
        }
        throw new CommandException(
            $"There is no Pulumi.yaml above {AppContext.BaseDirectory}. Run ./classroom from a clone of the repository."
        );
    }

    static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
