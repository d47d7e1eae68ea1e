namespace Classroom.Settings;

/// <summary>Collects the mistakes of a configuration, so that one exception reports all of them.</summary>
sealed class Mistakes
{
    readonly List<string> found = [];

    public void Add(string key, string value, string allowed) => found.Add($"{key} is {value}; allowed: {allowed}");

    public void ThrowIfAny()
    {
        if (found.Count > 0)
            throw new SettingsException(found);
    }
}
