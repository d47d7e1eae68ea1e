using Classroom.Cli.Checks;
using Classroom.Cli.Executions;
using Classroom.Cli.Terminal;

namespace Classroom.Cli.Commands;

/// <summary>What the instructor should know of a student; empty if all is as usual.</summary>
/// <param name="Hand">Since when the student asks for help.</param>
/// <param name="Frozen">Why the student is frozen.</param>
/// <param name="Refused">The last call of the student that was refused within a day.</param>
/// <param name="Alarms">The alarms that ring, without the username.</param>
sealed record Attention(StudentActivity Activity, DateTimeOffset? Hand, string? Frozen, MetError? Refused, IReadOnlyList<string> Alarms)
{
    public const string NothingStarted = "nothing started yet";

    public bool IsTrouble => Activity.Failed > 0 || Alarms.Count > 0;

    /// <summary>Who is looked after first: raised hands, then failures by their number, then the frozen.</summary>
    public int Urgency =>
        Hand is not null ? int.MinValue
        : IsTrouble ? -Activity.Failed
        : Frozen is not null ? 1
        : 2;

    public string Text(DateTimeOffset now)
    {
        var said = What();
        if (Hand is not { } raised)
            return said;
        var hand = $"hand raised {Ago.Of(raised, now)}";
        return said.Length is 0 || said == NothingStarted ? hand : $"{hand}; {said}";
    }

    string What()
    {
        if (Frozen is not null)
            return $"frozen: {Frozen}";
        if (Activity.Failing is var (workflow, times, error))
            return $"{workflow} failed {Times(times)}{(error.Length > 0 ? $": {error}" : "")}";
        if (Refused is { } refused)
            return $"refused: {refused.Text}{(refused.Times > 1 ? $" ({refused.Times} times)" : "")}";
        if (Alarms.Count > 0)
            return $"alarm {Alarms[0]}{(Alarms.Count > 1 ? $" and {Alarms.Count - 1} more" : "")}";
        return Activity.Runs == 0 ? NothingStarted : "";
    }

    static string Times(int times) => times == 1 ? "once" : $"{times} times";
}
