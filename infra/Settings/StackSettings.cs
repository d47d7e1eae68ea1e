using System.Text.Json;
using Classroom.Labs;
using Pulumi;

namespace Classroom.Settings;

/// <summary>The settings of the stack that is running.</summary>
static class StackSettings
{
    public static ClassSettings Read()
    {
        var config = new Config(SettingsReader.Namespace);
        return SettingsReader.Read(config.Get, GivenKeys(), LabCatalog.Names);
    }

    /// <summary>
    /// The SDK has no way to list keys; the engine hands all of them over in this variable, which is where the SDK reads them too.
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
