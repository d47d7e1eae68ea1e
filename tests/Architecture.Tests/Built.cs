using System.Reflection;

namespace Classroom.Architecture.Tests;

/// <summary>Where the assemblies and the sources are.</summary>
static class Built
{
    public static string Folder(string key) =>
        Path.GetFullPath(
            typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!
        );

    public static string Cloud(string assembly) => Path.Combine(Folder("CloudFolder"), $"{assembly}.dll");

    public static string Cli => Path.Combine(Folder("CliFolder"), "Classroom.Cli.dll");

    public static string Infra => Path.Combine(Folder("CliFolder"), "Classroom.Infra.dll");

    public static string Functions => Path.Combine(Folder("CliFolder"), "Classroom.Functions.dll");
}
