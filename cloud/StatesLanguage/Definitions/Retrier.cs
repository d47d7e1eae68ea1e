using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Definitions;

/// <summary>One entry of Retry: which errors, how often, after how long.</summary>
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
        if (longest <= interval) reader.Mistake("MaxDelaySeconds", "must be greater than IntervalSeconds", 0);
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

    /// <summary>How long before the next attempt, when so many have been made.</summary>
    public TimeSpan DelayAfter(int retries, Func<double> random)
    {
        var seconds = Math.Min(interval * Math.Pow(backoff, retries), Math.Min(longest ?? double.MaxValue, 99_999_999));
        return TimeSpan.FromSeconds(hasJitter ? seconds * random() : seconds);
    }
}

/// <summary>ErrorEquals: names, and the two that stand for many.</summary>
sealed class ErrorNames(IReadOnlyList<string> names)
{
    public static ErrorNames Read(FieldReader reader)
    {
        var names = reader.Get("ErrorEquals") is Data.JsonArray { Count: > 0 } list && list.All(item => item is Data.JsonString)
            ? list.Select(item => ((Data.JsonString)item).Value).ToList()
            : reader.Mistake<List<string>>("ErrorEquals", "is not an array of at least one string", []);
        if (names.Contains(StatesErrors.All) && names.Count > 1) reader.Mistake("ErrorEquals", "can have no other name beside States.ALL", 0);
        return new(names);
    }

    public bool Match(StatesError error)
    {
        var name = error.Error ?? "";
        // Not even a name of its own catches it.
        if (name == StatesErrors.Runtime) return false;
        foreach (var candidate in names)
        {
            if (candidate == name) return true;
            // Names that stand for many catch it where a task has brought too much, not where a state's output is too large.
            if (name == StatesErrors.DataLimitExceeded && !error.IsOfTask) continue;
            if (candidate == StatesErrors.All) return true;
            if (candidate == StatesErrors.TaskFailed && error.IsOfTask && name != StatesErrors.Timeout) return true;
            if (candidate == StatesErrors.HeartbeatTimeout && error.IsHeartbeat) return true;
        }
        return false;
    }
}
