using Classroom.Cli.Runtime;
using Classroom.Labs;
using Classroom.Settings;
using YamlDotNet.Core;

namespace Classroom.Cli.Planning;

/// <summary>The settings of a stack, as Pulumi's engine would give them to the program.</summary>
sealed record StackFile(string Stack, string Path, IReadOnlyDictionary<string, string> Config)
{
    public const string Project = "classroom";

    public string Name => System.IO.Path.GetFileName(Path);

    public string Region => Config.GetValueOrDefault("aws:region") ?? "us-east-1";

    /// <summary>Whether the class is split into stacks.</summary>
    public bool HasCohorts => Config.GetValueOrDefault(CohortPlacement.Size) is { Length: > 0 };

    /// <summary>The settings as the program reads them; mistakes in them are a SettingsException.</summary>
    public ClassSettings Settings()
    {
        const string prefix = $"{SettingsReader.Namespace}:";
        return SettingsReader.Read(
            key => Config.GetValueOrDefault($"{prefix}{key}"),
            Config.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]),
            LabCatalog.Known
        );
    }

    /// <summary>
    /// The class's settings. In a class with cohorts, every student has a cohort in them, even if the file does not name it yet.
    /// </summary>
    public static StackFile Read(Repository repository, string stack)
    {
        var path = PathOf(repository, stack);
        var config = AsWritten(path);
        if (config.ContainsKey($"{Project}:{CohortReader.Key}") && CohortStack.Parse(stack) is var (baseStack, cohort))
            throw new CommandException(
                $"{stack} is the stack of cohort {cohort}, which only Pulumi has. Name the stack of the class: --stack {baseStack}."
            );
        return new(stack, path, CohortPlacement.Fill(config));
    }

    /// <summary>The settings of a file, without what the command adds.</summary>
    public static IReadOnlyDictionary<string, string> AsWritten(string path) =>
        Read(Parse(path, () => PulumiYaml.Config(File.ReadAllText(path))), path);

    static Dictionary<string, string> Read(IReadOnlyDictionary<string, object> config, string path)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in config)
        {
            // As Pulumi does: a key without a namespace is one of the project.
            var whole = key.Contains(':', StringComparison.Ordinal) ? key : $"{Project}:{key}";
            if (!settings.TryAdd(whole, Text(whole, value, path)))
                throw new CommandException($"{path} sets {whole} twice: with and without '{Project}:'. Remove one of them.");
        }
        return settings;
    }

    public static string PathOf(Repository repository, string stack)
    {
        var path = System.IO.Path.Combine(repository.SettingsFolder, $"Pulumi.{stack}.yaml");
        if (File.Exists(path))
            return path;
        var there = Directory
            .GetFiles(repository.SettingsFolder, "Pulumi.*.yaml")
            .Select(file => System.IO.Path.GetFileName(file)["Pulumi.".Length..^".yaml".Length])
            .Where(name => CohortStack.Parse(name) is null)
            .Order(StringComparer.Ordinal);
        throw new CommandException(
            $"There is no stack '{stack}': {path} does not exist. The stacks are {string.Join(", ", there)}. Choose one with --stack, "
                + $"or copy Pulumi.dev.yaml."
        );
    }

    /// <summary>Names the file and the line where the YAML cannot be read.</summary>
    public static T Parse<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (YamlException exception)
        {
            throw new CommandException(
                $"{path}, line {exception.Start.Line}: {exception.InnerException?.Message ?? exception.Message} Correct the YAML there, "
                    + $"then try again."
            );
        }
    }

    static string Text(string key, object? value, string path) =>
        value is Dictionary<object, object> map && map.ContainsKey("secure")
            ? throw new CommandException(
                $"{path}: {key} is encrypted, and only Pulumi can decrypt it. For the embedded cloud, copy the file, set {key} in the "
                    + $"copy without --secret, and choose the copy with --stack."
            )
            : PulumiYaml.AsConfig(value);
}
