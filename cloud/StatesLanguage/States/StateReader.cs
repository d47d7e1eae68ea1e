using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>Reads a state of any type. A new type gets its line here.</summary>
static class StateReader
{
    public static State Read(string name, FieldReader reader, QueryLanguage language)
    {
        var state = reader.Text("Type") switch
        {
            "Task" => (State)new TaskState(name, reader, language),
            "Pass" => new PassState(name, reader, language),
            "Choice" => new ChoiceState(name, reader, language),
            "Wait" => new WaitState(name, reader, language),
            "Succeed" => new SucceedState(name, reader, language),
            "Parallel" => new ParallelState(name, reader, language),
            "Map" => new MapState(name, reader, language),
            "Fail" => new FailState(name, reader, language),
            null => new FailState(name, reader, language),
            _ => reader.Mistake<State>(
                "Type",
                "should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map]",
                new PassState(name, reader, language)
            ),
        };
        reader.Close(field => QueryLanguages.Explain(field, state.Language));
        return state;
    }
}
