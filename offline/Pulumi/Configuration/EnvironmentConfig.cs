using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Configuration;

/// <summary>The stack's configuration as the engine hands it over: a JSON object of full keys and texts.</summary>
static class EnvironmentConfig
{
    public static ImmutableDictionary<string, string> Read()
    {
        var text = Environment.GetEnvironmentVariable("PULUMI_CONFIG");
        return string.IsNullOrEmpty(text)
            ? ImmutableDictionary<string, string>.Empty
            : JsonSerializer.Deserialize<Dictionary<string, string>>(text)!.ToImmutableDictionary();
    }
}
