using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Definitions;

/// <summary>ErrorEquals: names, and the two that stand for many.</summary>
sealed class ErrorNames(IReadOnlyList<string> names)
{
    public static ErrorNames Read(FieldReader reader)
    {
        var names =
            reader.Get("ErrorEquals") is JsonArray { Count: > 0 } list && list.All(item => item is JsonString)
                ? list.Select(item => ((JsonString)item).Value).ToList()
                : reader.Mistake<List<string>>("ErrorEquals", "is not an array of at least one string", []);
        if (names.Contains(StatesErrors.All) && names.Count > 1)
            reader.Mistake("ErrorEquals", "can have no other name beside States.ALL", 0);
        return new(names);
    }

    public bool Match(StatesError error)
    {
        var name = error.Error ?? "";
        // Not even a name of its own catches it.
        if (name == StatesErrors.Runtime)
            return false;
        foreach (var candidate in names)
        {
            if (candidate == name)
                return true;
            // Names that stand for many catch it where a task has brought too much, not where a state's output is too large.
            if (name == StatesErrors.DataLimitExceeded && !error.IsOfTask)
                continue;
            if (candidate == StatesErrors.All)
                return true;
            if (candidate == StatesErrors.TaskFailed && error.IsOfTask && name != StatesErrors.Timeout)
                return true;
            if (candidate == StatesErrors.HeartbeatTimeout && error.IsHeartbeat)
                return true;
        }
        return false;
    }
}
