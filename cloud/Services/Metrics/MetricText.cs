using System.Buffers;

namespace Classroom.Cloud.Metrics;

/// <summary>The names and values that CloudWatch accepts: names of printable ASCII, and numbers between -2^360 and 2^360.</summary>
static class MetricText
{
    const int LongestName = 255;
    const int LongestDimensionValue = 1024;

    static readonly double Greatest = Math.Pow(2, 360);
    static readonly SearchValues<char> Printable = SearchValues.Create([
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code),
    ]);

    public static void CheckName(string name, string place) => Check(name, place, LongestName);

    public static void Check(Dimension dimension, string place)
    {
        Check(dimension.Name, $"{place}.Name", LongestName);
        if (dimension.Name.StartsWith(':'))
            throw CloudWatchService.InvalidValue(
                $"The value {dimension.Name} for parameter {place}.Name is invalid: it begins with a colon."
            );
        Check(dimension.Value, $"{place}.Value", LongestDimensionValue);
    }

    public static double Check(double value, string place) =>
        IsTaken(value)
            ? value
            : throw CloudWatchService.InvalidValue(
                $"The value {value:R} for parameter {place} is invalid: it must be between -2^360 and 2^360."
            );

    public static bool IsTaken(double value) => Math.Abs(value) <= Greatest;

    public static bool IsTaken(string text) => text.Length <= LongestDimensionValue && IsPrintable(text);

    static void Check(string text, string place, int longest)
    {
        if (text.Length > longest)
            throw CloudWatchService.InvalidValue(
                $"The value for parameter {place} has {text.Length} characters; at most {longest} are allowed."
            );
        if (!IsPrintable(text))
            throw CloudWatchService.InvalidValue(
                $"The value for parameter {place} must consist of printable ASCII characters, at least one of them not a space."
            );
    }

    static bool IsPrintable(string text) => !string.IsNullOrWhiteSpace(text) && !text.AsSpan().ContainsAnyExcept(Printable);
}
