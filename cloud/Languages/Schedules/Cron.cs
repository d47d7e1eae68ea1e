using System.Globalization;

namespace Classroom.Languages.Schedules;

/// <summary>The six fields of cron(minute hour day month weekday year), as EventBridge reads them.</summary>
sealed class Cron
{
    const int MostYears = 30;

    static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    readonly SortedSet<int> minutes;
    readonly SortedSet<int> hours;
    readonly SortedSet<int> months;
    readonly SortedSet<int> years;
    readonly Func<DateOnly, bool> isDay;

    Cron(string[] fields)
    {
        minutes = Values(fields[0], 0, 59, []);
        hours = Values(fields[1], 0, 23, []);
        months = Values(fields[3], 1, 12, Months);
        years = Values(fields[5], 1970, 2199, []);
        // Either the day of the month or the day of the week must be a question mark.
        isDay = (fields[2], fields[4]) switch
        {
            (var day, "?") => DaysOfMonth(day),
            ("?", var weekday) => DaysOfWeek(weekday),
            _ => throw new FormatException("one of day and weekday must be ?"),
        };
    }

    /// <summary>Null if the text is not a valid cron expression.</summary>
    public static Cron? Parse(string text)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 6)
            return null;
        try
        {
            return new(fields);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var time = after.UtcDateTime;
        var start = new DateTime(time.Year, time.Month, time.Day, time.Hour, time.Minute, 0, DateTimeKind.Utc).AddMinutes(1);
        var last = DateOnly.FromDateTime(start).AddYears(MostYears);
        for (var date = DateOnly.FromDateTime(start); date <= last; date = date.AddDays(1))
        {
            if (!years.Contains(date.Year) || !months.Contains(date.Month) || !isDay(date))
                continue;
            var isFirst = date == DateOnly.FromDateTime(start);
            foreach (var hour in hours.Where(hour => !isFirst || hour >= start.Hour))
            {
                foreach (var minute in minutes.Where(minute => !isFirst || hour > start.Hour || minute >= start.Minute))
                    return new(date.Year, date.Month, date.Day, hour, minute, 0, TimeSpan.Zero);
            }
        }
        return null;
    }

    static Func<DateOnly, bool> DaysOfMonth(string field)
    {
        if (field == "L")
            return date => date.Day == DateTime.DaysInMonth(date.Year, date.Month);
        if (field.EndsWith('W'))
            return NearestWeekday(Number(field[..^1], 1, 31, []));
        var days = Values(field, 1, 31, []);
        return date => days.Contains(date.Day);
    }

    static Func<DateOnly, bool> NearestWeekday(int wanted) =>
        date =>
        {
            var last = DateTime.DaysInMonth(date.Year, date.Month);
            var day = new DateOnly(date.Year, date.Month, Math.Min(wanted, last));
            // W: a Saturday becomes the Friday before, a Sunday the Monday after, but not in another month.
            day = day.DayOfWeek switch
            {
                DayOfWeek.Saturday => day.AddDays(day.Day == 1 ? 2 : -1),
                DayOfWeek.Sunday => day.AddDays(day.Day == last ? -2 : 1),
                _ => day,
            };
            return date == day;
        };

    static Func<DateOnly, bool> DaysOfWeek(string field)
    {
        if (field == "L")
            return date => date.DayOfWeek == DayOfWeek.Saturday;
        if (field.EndsWith('L'))
        {
            var weekday = Number(field[..^1], 1, 7, Weekdays) - 1;
            return date => (int)date.DayOfWeek == weekday && date.Day > DateTime.DaysInMonth(date.Year, date.Month) - 7;
        }
        if (field.Split('#') is [var name, var count])
        {
            var (weekday, week) = (Number(name, 1, 7, Weekdays) - 1, Number(count, 1, 5, []));
            return date => (int)date.DayOfWeek == weekday && (date.Day - 1) / 7 == week - 1;
        }
        var weekdays = Values(field, 1, 7, Weekdays);
        return date => weekdays.Contains((int)date.DayOfWeek + 1);
    }

    /// <summary>Parses a field: *, numbers, names, ranges, steps, and lists of these.</summary>
    static SortedSet<int> Values(string field, int least, int most, string[] names)
    {
        var values = new SortedSet<int>();
        foreach (var part in field.Split(','))
        {
            var (range, step) = part.Split('/') is [var before, var by] ? (before, Number(by, 1, most, [])) : (part, 1);
            var (from, to) = range.Split('-') switch
            {
                ["*"] => (least, most),
                [var first, var last] => (Number(first, least, most, names), Number(last, least, most, names)),
                [var only] => (Number(only, least, most, names), range == part ? Number(only, least, most, names) : most),
                _ => throw new FormatException(part),
            };
            // A range of names may continue after the end: FRI-MON.
            if (from > to && names.Length == 0)
                throw new FormatException(part);
            for (var value = from; value <= (from > to ? to + most - least + 1 : to); value += step)
                values.Add(value > most ? value - (most - least + 1) : value);
        }
        return values;
    }

    static int Number(string text, int least, int most, string[] names)
    {
        var named = Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (named >= 0)
            return named + 1;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException(text);
    }
}
