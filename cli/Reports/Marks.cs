using Classroom.Cli.Checks;

namespace Classroom.Cli.Reports;

/// <summary>The sign and the words of an outcome, which do not depend on its colour.</summary>
static class Marks
{
    public static (string Sign, string Style, string Words) Of(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => ("✓", "good", "passed"),
            Outcome.Failed => ("✗", "bad", "wrong"),
            Outcome.Open => ("○", "open", "not done yet"),
            Outcome.Blocked => ("·", "none", "waits for another check"),
            Outcome.NotAsked => ("–", "none", "not asked"),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "unknown outcome"),
        };
}
