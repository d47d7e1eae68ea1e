using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.States;

namespace Classroom.StatesLanguage.Definitions;

/// <summary>States, and where they begin: the machine itself, a branch, or what a Map does with each item.</summary>
sealed class Flow
{
    readonly Dictionary<string, State> states;

    Flow(string startAt, Dictionary<string, State> states)
    {
        StartAt = startAt;
        this.states = states;
    }

    public string StartAt { get; }

    public State Start => states[StartAt];

    public IReadOnlyDictionary<string, State> States => states;

    public State this[string name] => states[name];

    /// <summary>One state alone, to be tried: where it leads need not be there.</summary>
    public static Flow Of(State state) => new(state.Name, new() { [state.Name] = state });

    public static Flow Read(FieldReader reader, QueryLanguage language)
    {
        reader.Require("States", "StartAt");
        var startAt = reader.Text("StartAt") ?? "";
        var states = new Dictionary<string, State>(StringComparer.Ordinal);
        if (reader.Object("States") is { } all)
        {
            foreach (var (name, value) in all.Members)
            {
                if (value is JsonObject)
                    states[name] = State.Read(name, all.State(name), language);
                else
                    all.Report($"The state '{name}' is not an object", $"{all.Location}/{name}");
            }
        }
        var flow = new Flow(startAt, states);
        FlowCheck.Check(flow, reader);
        return flow;
    }
}
