using System.Globalization;
using System.Text.RegularExpressions;

namespace Classroom.Languages.Schedules;

/// <summary>A schedule expression: rate(5 minutes) or cron(0 12 * * ? *).</summary>
public sealed partial class Schedule
{
    readonly TimeSpan? every;
    readonly Cron? cron;

    Schedule(TimeSpan? every, Cron? cron) => (this.every, this.cron) = (every, cron);

    public static Schedule Parse(string text)
    {
        LanguageLimits.Schedule.Check(text);
        if (Rate().Match(text) is { Success: true } rate)
            return new(ReadRate(rate), null);
        return text.StartsWith("cron(", StringComparison.Ordinal) && text.EndsWith(')') && Cron.Parse(text[5..^1]) is { } cron
            ? new(null, cron)
            : throw Invalid();
    }

    /// <summary>The next due time; null if there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset now) => every is { } period ? now + period : cron!.Next(now);

    static TimeSpan ReadRate(Match rate)
    {
        var value = long.TryParse(rate.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var unit = rate.Groups[2].Value;
        // The value 1 takes a singular unit, all other values a plural unit.
        if (value is < 1 or > 1_000_000 || (value == 1) == unit.EndsWith('s'))
            throw Invalid();
        return unit.TrimEnd('s') switch
        {
            "minute" => TimeSpan.FromMinutes(value),
            "hour" => TimeSpan.FromHours(value),
            _ => TimeSpan.FromDays(value),
        };
    }

    static LanguageException Invalid() => new("The schedule expression is not valid: rate(5 minutes) or cron(0 12 * * ? *) is expected");

    [GeneratedRegex(@"^rate\((\d+) (minutes?|hours?|days?)\)\z")]
    private static partial Regex Rate();
}
