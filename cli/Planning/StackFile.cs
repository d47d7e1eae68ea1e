using System.Text.Json;
using Classroom.Cli.Runtime;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Classroom.Cli.Planning;

/// <summary>The settings of a stack, read as Pulumi's engine reads them: what is no text goes to the program as JSON.</summary>
sealed record StackFile(string Stack, string Path, IReadOnlyDictionary<string, string> Config)
{
    public const string Project = "classroom";

    static readonly IDeserializer Reader = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    public string Name => System.IO.Path.GetFileName(Path);

    public string Region => Config.GetValueOrDefault("aws:region") ?? "us-east-1";

    public static StackFile Read(Repository repository, string stack)
    {
        var path = PathOf(repository, stack);
        return new(stack, path, Read(path));
    }

    public static string PathOf(Repository repository, string stack)
    {
        var path = System.IO.Path.Combine(repository.SettingsFolder, $"Pulumi.{stack}.yaml");
        if (File.Exists(path))
            return path;
        var there = Directory
            .GetFiles(repository.SettingsFolder, "Pulumi.*.yaml")
            .Select(file => System.IO.Path.GetFileName(file)["Pulumi.".Length..^".yaml".Length])
            .Order(StringComparer.Ordinal);
        throw new CommandException(
            $"There is no stack '{stack}': {path} does not exist. There are {string.Join(", ", there)}; name one with --stack, or "
                + $"copy Pulumi.dev.yaml."
        );
    }

    static Dictionary<string, string> Read(string path)
    {
        try
        {
            var document = Reader.Deserialize<Dictionary<string, object>?>(File.ReadAllText(path));
            if (document?.GetValueOrDefault("config") is not Dictionary<object, object> config)
                return [];
            return config.ToDictionary(setting => (string)setting.Key, setting => Text((string)setting.Key, setting.Value, path));
        }
        catch (YamlException exception)
        {
            throw new CommandException(
                $"{path}, line {exception.Start.Line}: {exception.InnerException?.Message ?? exception.Message} Mend the YAML there, "
                    + $"then try again."
            );
        }
    }

    static string Text(string key, object? value, string path) =>
        value switch
        {
            Dictionary<object, object> map when map.ContainsKey("secure") => throw new CommandException(
                $"{path}: {key} is encrypted, and only Pulumi can read it. For the embedded cloud, set it without --secret in a "
                    + $"stack of its own: copy the file and name the copy with --stack."
            ),
            string text => text,
            _ => JsonSerializer.Serialize(Plain(value)),
        };

    static object? Plain(object? value) =>
        value switch
        {
            Dictionary<object, object> map => map.ToDictionary(pair => $"{pair.Key}", pair => Plain(pair.Value)),
            List<object> list => list.Select(Plain).ToList(),
            _ => value,
        };
}
