using Classroom.Cli.Checks;

namespace Classroom.Cli.Reports;

/// <summary>The sign and the words of an outcome, which do not depend on its colour.</summary>
static class Marks
{
    public static (string Sign, string Style, string Words) Of(CheckOutcome outcome) =>
        outcome switch
        {
            CheckOutcome.Passed => ("✓", "good", "passed"),
            CheckOutcome.Failed => ("✗", "bad", "wrong"),
            CheckOutcome.Open => ("○", "open", "not done yet"),
            CheckOutcome.Blocked => ("·", "none", "waits for another check"),
            CheckOutcome.NotAsked => ("–", "none", "not asked"),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "unknown outcome"),
        };
}
