using System.Text.Json;
using Pulumi;

namespace Classroom.Settings;

/// <summary>Reads the configuration of the current stack.</summary>
static class StackSettings
{
    public static ClassSettings Read(KnownLabs labs)
    {
        var config = new Config(SettingsReader.Namespace);
        return SettingsReader.Read(config.Get, GivenKeys(), labs);
    }

    /// <summary>
    /// The keys that the stack sets. Pulumi's SDK cannot list them, but the engine passes all of them in this environment variable, from
    /// which the SDK reads the values too.
    /// </summary>
    static IEnumerable<string> GivenKeys()
    {
        var text = Environment.GetEnvironmentVariable("PULUMI_CONFIG");
        if (string.IsNullOrEmpty(text))
            return [];
        var prefix = $"{SettingsReader.Namespace}:";
        return JsonSerializer
            .Deserialize<Dictionary<string, string>>(text)!
            .Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => key[prefix.Length..]);
    }
}
