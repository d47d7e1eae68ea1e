using System.Globalization;
using System.Text.RegularExpressions;

namespace Classroom.StatesLanguage.Jsonata.Pictures;

/// <summary>Parses ISO 8601 timestamps, complete or truncated: 2026, 2026-11, 2026-11-20T09:30:00.5Z.</summary>
static partial class IsoTimestamp
{
    public static double? ToMillis(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success)
            return null;
        int Number(string group, int otherwise) =>
            match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : otherwise;
        var (year, month, day) = (Number("year", 1970), Number("month", 1), Number("day", 1));
        var (hour, minute, second) = (Number("hour", 0), Number("minute", 0), Number("second", 0));
        if (
            year < 1
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
            || hour > 24
            || (hour == 24 && (minute > 0 || second > 0))
        )
            return null;
        var millis =
            (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalMilliseconds
            + ((hour * 60 + minute) * 60 + second) * 1000.0;
        if (match.Groups["fraction"].Success)
            millis += Math.Floor(double.Parse("0." + match.Groups["fraction"].Value, CultureInfo.InvariantCulture) * 1000 + 1e-9);
        var offset = Number("zoneHour", 0) * 60 + Number("zoneMinute", 0);
        return millis - (match.Groups["sign"].Value == "-" ? -offset : offset) * 60_000.0;
    }

    [GeneratedRegex(
        @"^(?<year>\d{4})(-(?<month>[01]\d)(-(?<day>[0-3]\d))?)?"
            + @"(T(?<hour>[0-2]\d):(?<minute>[0-5]\d)(:(?<second>[0-5]\d)(\.(?<fraction>\d+))?)?)?"
            + @"((?<sign>[+-])(?<zoneHour>[0-2]\d):?(?<zoneMinute>[0-5]\d)|Z)?$"
    )]
    private static partial Regex Shape();
}
