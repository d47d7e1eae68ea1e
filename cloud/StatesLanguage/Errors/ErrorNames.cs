using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Errors;

/// <summary>ErrorEquals: names of errors, and the wildcards States.ALL and States.TaskFailed.</summary>
sealed class ErrorNames(IReadOnlyList<string> names)
{
    public static ErrorNames Read(FieldReader reader)
    {
        var names =
            reader.Get("ErrorEquals") is JsonArray { Count: > 0 } list && list.All(item => item is JsonString)
                ? list.Select(item => ((JsonString)item).Value).ToList()
                : reader.Mistake<List<string>>("ErrorEquals", "is not an array of at least one string", []);
        if (names.Contains(StatesErrors.All) && names.Count > 1)
            reader.Mistake("ErrorEquals", "must not have other names beside States.ALL", 0);
        return new(names);
    }

    public bool Match(StatesError error)
    {
        var name = error.Error ?? "";
        // States.Runtime is never caught, not even by its own name.
        if (name == StatesErrors.Runtime)
            return false;
        foreach (var candidate in names)
        {
            if (candidate == name)
                return true;
            // Wildcards match DataLimitExceeded only where the result of a task was too large, not where the output of a state was.
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
