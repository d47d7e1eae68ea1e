using System.Text.Json;
using YamlDotNet.Serialization;

namespace Classroom.Infra.Tests.Planning;

/// <summary>Reads the project's and the stack's files as the engine does: what is no text goes to the program as JSON.</summary>
static class PulumiYaml
{
    static readonly IDeserializer Reader = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    public static Dictionary<string, Dictionary<string, object>> Config(string file) =>
        Read(file)
            .ToDictionary(
                setting => setting.Key,
                setting => ((Dictionary<object, object>)setting.Value).ToDictionary(field => (string)field.Key, field => field.Value)
            );

    public static Dictionary<string, object> Values(string file, string prefix) =>
        Read(file)
            .Where(setting => setting.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key[prefix.Length..], setting => (object)AsConfig(setting.Value));

    public static string AsConfig(object value) => value as string ?? JsonSerializer.Serialize(Plain(value));

    static Dictionary<string, object> Read(string file)
    {
        var document = Reader.Deserialize<Dictionary<string, object>>(File.ReadAllText(Path.Combine(RepositoryFolder.Path, file)));
        return ((Dictionary<object, object>)document["config"]).ToDictionary(setting => (string)setting.Key, setting => setting.Value);
    }

    static object? Plain(object? value) =>
        value switch
        {
            Dictionary<object, object> map => map.ToDictionary(pair => (string)pair.Key, pair => Plain(pair.Value)),
            List<object> list => list.Select(Plain).ToList(),
            _ => value,
        };
}
