using Pulumi;

namespace Classroom.Settings;

/// <summary>All mistakes of a configuration. No resource has been registered yet.</summary>
sealed class SettingsException(IReadOnlyList<string> mistakes)
    : RunException(
        $"The configuration of this stack has {mistakes.Count} {(mistakes.Count == 1 ? "mistake" : "mistakes")}; nothing was changed.\n"
            + string.Concat(mistakes.Select(mistake => $"  - {mistake}\n"))
            + "Correct them in Pulumi.<stack>.yaml or with `pulumi config set`, then try again."
    )
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
