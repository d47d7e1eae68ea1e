namespace Classroom.StatesLanguage.Jsonata.Pictures;

/// <summary>The components of a timestamp that a picture can contain, including ISO weeks.</summary>
readonly record struct CalendarDate(DateTime Moment)
{
    static readonly DateTime Epoch = DateTime.UnixEpoch;

    public static CalendarDate FromMillis(double millis)
    {
        var ticks = Epoch.Ticks + millis * TimeSpan.TicksPerMillisecond;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
            ? new(Epoch.AddTicks((long)Math.Floor(millis) * TimeSpan.TicksPerMillisecond))
            : throw new JsonataException("D1001", value: millis);
    }

    public double this[char component] =>
        component switch
        {
            'Y' => Moment.Year,
            'M' => Moment.Month,
            'D' => Moment.Day,
            'd' => Moment.DayOfYear,
            'F' => IsoDay(Moment),
            'W' => (Monday - StartOfFirstWeek(WeekYear)).Days / 7 + 1,
            'w' => (Monday - StartOfFirstWeek(WeekMonth)).Days / 7 + 1,
            'X' => WeekYear.Year,
            'x' => WeekMonth.Month,
            'H' => Moment.Hour,
            'h' => Moment.Hour % 12 == 0 ? 12 : Moment.Hour % 12,
            'P' => Moment.Hour >= 12 ? 1 : 0,
            'm' => Moment.Minute,
            's' => Moment.Second,
            'f' => Moment.Millisecond,
            _ => 0,
        };

    DateTime Monday => Moment.Date.AddDays(1 - IsoDay(Moment));

    /// <summary>A week belongs to the year and the month of its Thursday.</summary>
    DateTime Thursday => Monday.AddDays(3);

    DateTime WeekYear => new(Thursday.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    DateTime WeekMonth => new(Thursday.Year, Thursday.Month, 1, 0, 0, 0, DateTimeKind.Utc);

    static DateTime StartOfFirstWeek(DateTime first)
    {
        var day = IsoDay(first);
        return day > 4 ? first.AddDays(8 - day) : first.AddDays(1 - day);
    }

    static int IsoDay(DateTime date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
}
