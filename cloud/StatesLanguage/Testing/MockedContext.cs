using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Testing;

/// <summary>Validates a context object that replaces the one of the execution.</summary>
static class MockedContext
{
    static readonly Dictionary<string, (string Name, string Kind)[]> Sections = new(StringComparer.Ordinal)
    {
        ["Execution"] =
        [
            ("Id", "string"),
            ("Input", "any"),
            ("Name", "string"),
            ("RoleArn", "string"),
            ("StartTime", "string"),
            ("RedriveCount", "number"),
            ("RedriveTime", "string"),
        ],
        ["State"] = [("EnteredTime", "string"), ("Name", "string"), ("RetryCount", "number")],
        ["StateMachine"] = [("Id", "string"), ("Name", "string")],
        ["Task"] = [("Token", "string")],
    };

    public static void Check(JsonObject context, State state)
    {
        foreach (var (name, value) in context)
        {
            if (name == "Map")
                throw Invalid("'Map' field is not supported when mocking a Context object");
            if (!Sections.TryGetValue(name, out var fields))
                throw Invalid($"Field '{name}' is not allowed");
            if (
                name == "Task"
                && state is not TaskState { Resource.Pattern: TaskPattern.Sync or TaskPattern.Sync2 or TaskPattern.WaitForTaskToken }
            )
                throw Invalid(
                    "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service "
                        + "integration pattern"
                );
            CheckSection(name, value as JsonObject ?? throw Invalid($"{name} must be an object"), fields);
        }
    }

    static void CheckSection(string section, JsonObject members, (string Name, string Kind)[] fields)
    {
        foreach (var (name, value) in members)
        {
            if (Array.Find(fields, field => field.Name == name) is not { Name: not null } field)
                throw Invalid($"Field '{name}' is not allowed");
            if (field.Kind != "any" && JsonKinds.NameOf(value) != field.Kind)
                throw Invalid($"{section}.{name} must be a {field.Kind}");
        }
    }

    static StateTestException Invalid(string what) => new($"Invalid Context object provided: {what}");
}
