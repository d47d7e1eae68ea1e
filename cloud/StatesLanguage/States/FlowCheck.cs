using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.States;

/// <summary>Checks that every transition has a target, that a state is terminal, and that every state is reachable.</summary>
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
            // AWS does not check reachability in a workflow without a terminal state.
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
