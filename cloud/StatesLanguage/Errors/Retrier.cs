using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Errors;

/// <summary>One entry of Retry: the errors that it matches, the number of attempts, and the delay between them.</summary>
sealed class Retrier
{
    readonly ErrorNames errors;
    readonly double interval;
    readonly double backoff;
    readonly double? longest;
    readonly bool hasJitter;

    Retrier(FieldReader reader)
    {
        errors = ErrorNames.Read(reader);
        interval = reader.Number("IntervalSeconds", 1, 99_999_999) ?? 1;
        MaxAttempts = (int)(reader.Number("MaxAttempts", 0, 99_999_999) ?? 3);
        backoff = reader.Number("BackoffRate", 1, double.MaxValue, integer: false) ?? 2;
        longest = reader.Number("MaxDelaySeconds", 1, 31_622_400);
        if (longest <= interval)
            reader.Mistake("MaxDelaySeconds", "must be greater than IntervalSeconds", 0);
        hasJitter = reader.Text("JitterStrategy") switch
        {
            null or "NONE" => false,
            "FULL" => true,
            _ => reader.Mistake("JitterStrategy", "must be one of 'FULL', 'NONE'", false),
        };
        reader.Text("Comment");
        reader.Close();
    }

    public int MaxAttempts { get; }

    public static IReadOnlyList<Retrier> ReadAll(FieldReader reader) => [.. reader.Objects("Retry").Select(entry => new Retrier(entry))];

    public bool Matches(StatesError error) => errors.Match(error);

    /// <summary>The delay before the next attempt, after this number of retries.</summary>
    public TimeSpan DelayAfter(int retries, Func<double> random)
    {
        var seconds = Math.Min(interval * Math.Pow(backoff, retries), Math.Min(longest ?? double.MaxValue, 99_999_999));
        return TimeSpan.FromSeconds(hasJitter ? seconds * random() : seconds);
    }
}
