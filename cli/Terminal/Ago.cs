namespace Classroom.Cli.Terminal;

/// <summary>Times as people say them.</summary>
static class Ago
{
    public static string Of(DateTimeOffset? time, DateTimeOffset now) =>
        time is not { } known ? "never"
        : now - known < TimeSpan.FromMinutes(2) ? "just now"
        : $"{Long(now - known)} ago";

    public static string Long(TimeSpan time) =>
        time switch
        {
            { TotalMinutes: < 1 } => $"{time.Seconds} s",
            { TotalHours: < 1 } => $"{time.Minutes} min",
            { TotalDays: < 1 } => $"{time.Hours} h {time.Minutes} min",
            _ => $"{(int)time.TotalDays} d {time.Hours} h",
        };
}
