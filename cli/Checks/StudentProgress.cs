namespace Classroom.Cli.Checks;

/// <summary>An error that a student met, and how often.</summary>
sealed record MetError(string Text, int Times, DateTimeOffset Last);

/// <summary>Where a student is: what an instructor needs to see who is stuck.</summary>
/// <param name="Labs">The share of each lab that is done, from 0 to 1.</param>
/// <param name="LastActivity">The last call that the student made, or the last execution that was started.</param>
/// <param name="LastError">The last call that was refused, or the last execution that failed without a Fail state.</param>
/// <param name="HandRaised">Since when the student asks for help; null if the hand is down.</param>
sealed record StudentProgress(
    string Student,
    IReadOnlyDictionary<string, double> Labs,
    DateTimeOffset? LastActivity,
    MetError? LastError,
    DateTimeOffset? HandRaised
);
