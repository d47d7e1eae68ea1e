using System.Text.Json;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace Classroom.Cli.Planning;

/// <summary>
/// The one reader of Pulumi.yaml and Pulumi.&lt;stack&gt;.yaml; tests/Infra.Tests compiles this file too. Mistakes in the YAML are
/// YamlExceptions.
/// </summary>
static class PulumiYaml
{
    static readonly IDeserializer Reader = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    /// <summary>The settings under `config`; empty where there are none.</summary>
    public static IReadOnlyDictionary<string, object> Config(string yaml) =>
        Reader.Deserialize<Dictionary<string, object>?>(yaml)?.GetValueOrDefault("config") is Dictionary<object, object> config
            ? config.ToDictionary(setting => (string)setting.Key, setting => setting.Value)
            : [];

    /// <summary>The same settings with their places in the text, for changes that leave the rest of the text as it is.</summary>
    public static YamlMappingNode? ConfigNode(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return
            stream.Documents.FirstOrDefault()?.RootNode is YamlMappingNode root
            && root.Children.TryGetValue(new YamlScalarNode("config"), out var config)
            ? config as YamlMappingNode
            : null;
    }

    /// <summary>A setting as Pulumi's engine gives it to the program: a text as it is, everything else as JSON.</summary>
    public static string AsConfig(object? value) => value as string ?? JsonSerializer.Serialize(Plain(value));

    static object? Plain(object? value) =>
        value switch
        {
            Dictionary<object, object> map => map.ToDictionary(pair => $"{pair.Key}", pair => Plain(pair.Value)),
            List<object> list => list.Select(Plain).ToList(),
            _ => value,
        };
}
