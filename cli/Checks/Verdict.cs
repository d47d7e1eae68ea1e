namespace Classroom.Cli.Checks;

/// <summary>The result of a check for one student.</summary>
/// <param name="Found">What the check found in the account, for people.</param>
/// <param name="BlockedBy">The id of the check that must pass first.</param>
sealed record Verdict(CheckOutcome Outcome, string Found, string? BlockedBy = null)
{
    public static Verdict Passed(string found) => new(CheckOutcome.Passed, found);

    public static Verdict Failed(string found) => new(CheckOutcome.Failed, found);

    public static Verdict Open(string found) => new(CheckOutcome.Open, found);

    public static Verdict NotAsked(string found) => new(CheckOutcome.NotAsked, found);

    public static Verdict Blocked(string check, string found) => new(CheckOutcome.Blocked, found, check);

    /// <summary>Passed without mistakes, failed with them.</summary>
    public static Verdict Of(IReadOnlyCollection<string> mistakes, string otherwise) =>
        mistakes.Count == 0 ? Passed(otherwise) : Failed(string.Join("; ", mistakes));
}
