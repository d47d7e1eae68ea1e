namespace Classroom.StatesLanguage.Definitions;

/// <summary>Whether every transition leads somewhere, every state can be reached, and some state ends.</summary>
static class FlowCheck
{
    public static void Check(Flow flow, FieldReader reader)
    {
        if (flow.States.Count == 0) return;
        if (reader.Has("StartAt") && !flow.States.ContainsKey(flow.StartAt)) Missing(flow.StartAt, $"{reader.Location}/StartAt", reader);
        var hasEnd = false;
        var reached = new HashSet<string> { flow.StartAt };
        foreach (var (name, state) in flow.States)
        {
            hasEnd |= state.IsTerminal;
            foreach (var (target, location) in state.Transitions)
            {
                reached.Add(target);
                if (!flow.States.ContainsKey(target)) Missing(target, $"{reader.Location}/States/{name}/{location}", reader);
            }
        }
        foreach (var name in flow.States.Keys.Where(name => !reached.Contains(name)))
            reader.Report($"State \"{name}\" is not reachable.", $"{reader.Location}/States/{name}", "MISSING_TRANSITION_TARGET");
        if (!hasEnd) reader.Report("No terminal state: a state machine needs one that has \"End\": true, or is of type Succeed or Fail", $"{reader.Location}/States", "NO_TERMINAL_STATE");
    }

    static void Missing(string target, string location, FieldReader reader) =>
        reader.Report($"Missing 'Next' target: {target}", location, "MISSING_TRANSITION_TARGET");
}
