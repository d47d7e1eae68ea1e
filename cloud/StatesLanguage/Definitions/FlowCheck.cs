namespace Classroom.StatesLanguage.Definitions;

/// <summary>Whether every transition leads somewhere, some state ends, and every state can be reached.</summary>
static class FlowCheck
{
    const string MissingTarget = "MISSING_TRANSITION_TARGET";

    public static void Check(Flow flow, FieldReader reader)
    {
        if (flow.States.Count == 0 || !reader.Has("StartAt"))
            return;
        if (!flow.States.ContainsKey(flow.StartAt))
            Missing(flow.StartAt, $"{reader.Location}/StartAt", reader);
        foreach (var (name, state) in flow.States)
        {
            foreach (var (target, location) in state.Transitions)
            {
                if (!flow.States.ContainsKey(target))
                    Missing(target, $"{reader.Location}/States/{name}/{location}", reader);
            }
        }
        if (!flow.States.Values.Any(state => state.IsTerminal))
        {
            // Nobody asks what can be reached in a workflow without an end.
            reader.Report("Workflow has no terminal state", null, "MISSING_END_STATE");
            return;
        }
        var reached = flow
            .States.Values.SelectMany(state => state.Transitions)
            .Select(transition => transition.Target)
            .Append(flow.StartAt)
            .ToHashSet();
        foreach (var name in flow.States.Keys.Where(name => !reached.Contains(name)))
            reader.Report($"State \"{name}\" is not reachable.", $"{reader.Location}/States/{name}", MissingTarget);
    }

    static void Missing(string target, string location, FieldReader reader) =>
        reader.Report($"Missing 'Next' target: {target}", location, MissingTarget);
}
