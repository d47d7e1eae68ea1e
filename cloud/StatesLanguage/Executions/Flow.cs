namespace Classroom.StatesLanguage.Executions;

/// <summary>States and the first of them: of a state machine, of a branch, or of the item processor of a Map.</summary>
sealed class Flow(string startAt, IReadOnlyDictionary<string, State> states)
{
    public string StartAt => startAt;

    public State Start => states[startAt];

    public IReadOnlyDictionary<string, State> States => states;

    public State this[string name] => states[name];

    /// <summary>A flow of one state, for TestState; the targets of its transitions need not exist.</summary>
    public static Flow Of(State state) => new(state.Name, new Dictionary<string, State> { [state.Name] = state });
}
