namespace Classroom.Settings;

/// <summary>Collects what is wrong while reading goes on, so that everything is reported at once.</summary>
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
