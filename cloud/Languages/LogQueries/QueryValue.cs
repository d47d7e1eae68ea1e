using System.Globalization;

namespace Classroom.Languages.LogQueries;

/// <summary>
/// The values of a query: null, a text, or a number. A truth is the number 1 or 0. A text that looks like a number counts as a number
/// wherever one is needed.
/// </summary>
static class QueryValue
{
    const int Decimals = 4;

    public static object Of(bool truth) => truth ? 1.0 : 0.0;

    public static double? Number(object? value) =>
        value switch
        {
            double number => number,
            string text => FiniteNumber.Parse(text),
            _ => null,
        };

    public static bool IsTrue(object? value) => value is not null && (Number(value) is { } number ? number != 0 : value is "true");

    /// <summary>Computed numbers have four decimals at most.</summary>
    public static string? Text(object? value) =>
        value switch
        {
            null => null,
            double number when double.IsFinite(number) && Math.Abs(number) < 1e15 => Math.Round(
                    number,
                    Decimals,
                    MidpointRounding.AwayFromZero
                )
                .ToString("0.####", CultureInfo.InvariantCulture),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            _ => (string)value,
        };

    public static bool AreEqual(object? one, object? other) =>
        one is not null
        && other is not null
        && (Number(one) is { } left && Number(other) is { } right ? left == right : Text(one) == Text(other));

    /// <summary>Numbers come before texts, and what has no value comes first.</summary>
    public static int Compare(object? one, object? other)
    {
        if (one is null || other is null)
            return (one is not null).CompareTo(other is not null);
        return (Number(one), Number(other)) switch
        {
            ({ } left, { } right) => left.CompareTo(right),
            ({ }, null) => -1,
            (null, { }) => 1,
            _ => string.CompareOrdinal(Text(one), Text(other)),
        };
    }

    public static string Time(double milliseconds) =>
        Math.Abs(milliseconds) < 2e14
            ? DateTimeOffset
                .FromUnixTimeMilliseconds((long)milliseconds)
                .UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)
            : Text(milliseconds)!;
}
