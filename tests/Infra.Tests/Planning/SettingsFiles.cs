using Classroom.Cli.Planning;

namespace Classroom.Infra.Tests.Planning;

/// <summary>The settings files of the repository.</summary>
static class SettingsFiles
{
    /// <summary>The settings that Pulumi.yaml declares, each with its type, its default and its description.</summary>
    public static Dictionary<string, Dictionary<string, object>> Declared(string file) =>
        Read(file)
            .ToDictionary(
                setting => setting.Key,
                setting => ((Dictionary<object, object>)setting.Value).ToDictionary(field => (string)field.Key, field => field.Value)
            );

    /// <summary>The settings of a stack whose names begin with the prefix.</summary>
    public static Dictionary<string, object> Values(string file, string prefix) =>
        Read(file)
            .Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key[prefix.Length..], setting => (object)PulumiYaml.AsConfig(setting.Value));

    static IReadOnlyDictionary<string, object> Read(string file) =>
        PulumiYaml.Config(File.ReadAllText(Path.Combine(RepositoryFolder.Path, file)));
}
