using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Configuration;

/// <summary>The stack's configuration as the engine passes it: a JSON object with full keys and string values.</summary>
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
