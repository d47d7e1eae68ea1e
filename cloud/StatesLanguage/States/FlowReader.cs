using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>Reads StartAt and States, and checks the transitions between the states.</summary>
static class FlowReader
{
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
                    states[name] = StateReader.Read(name, all.State(name), language);
                else
                    all.Report($"The state '{name}' is not an object", $"{all.Location}/{name}");
            }
        }
        var flow = new Flow(startAt, states);
        FlowCheck.Check(flow, reader);
        return flow;
    }
}
