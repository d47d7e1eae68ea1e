namespace Classroom.Cli.Checks;

/// <summary>A check with its result, and how much it counts.</summary>
sealed record Judged(Check Check, Verdict Verdict, double Weight)
{
    public bool Counts => Verdict.Outcome != CheckOutcome.NotAsked;

    public bool IsPassed => Verdict.Outcome == CheckOutcome.Passed;
}
