namespace Classroom.Languages.AlarmRules;

/// <summary>The rule of a composite alarm: ALARM("a") AND NOT OK(b).</summary>
public sealed class AlarmRule
{
    readonly RuleNode root;

    internal AlarmRule(RuleNode root, IReadOnlyList<string> names) => (this.root, Names) = (root, names);

    /// <summary>The names of the alarms in the rule, with repetitions. An ARN is shortened to the name.</summary>
    public IReadOnlyList<string> Names { get; }

    public static AlarmRule Parse(string text) => new AlarmRuleParser(text).Parse();

    /// <param name="stateOf">Returns the state of an alarm; null if there is no such alarm.</param>
    public bool Holds(Func<string, string?> stateOf) => root.Holds(stateOf);
}

/// <summary>A node of a parsed rule. The parser has limited the depth.</summary>
abstract class RuleNode
{
    public abstract bool Holds(Func<string, string?> stateOf);
}

sealed class ConstantNode(bool value) : RuleNode
{
    public override bool Holds(Func<string, string?> stateOf) => value;
}

sealed class StateNode(string state, string name) : RuleNode
{
    public override bool Holds(Func<string, string?> stateOf) => stateOf(name) == state;
}

sealed class NotNode(RuleNode inner) : RuleNode
{
    public override bool Holds(Func<string, string?> stateOf) => !inner.Holds(stateOf);
}

sealed class AllNode(List<RuleNode> parts) : RuleNode
{
    public override bool Holds(Func<string, string?> stateOf) => parts.TrueForAll(part => part.Holds(stateOf));
}

sealed class AnyNode(List<RuleNode> parts) : RuleNode
{
    public override bool Holds(Func<string, string?> stateOf) => parts.Exists(part => part.Holds(stateOf));
}
