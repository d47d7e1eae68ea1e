namespace Classroom.Languages.AlarmRules;

/// <summary>Parses a rule within the limits of PutCompositeAlarm: 100 alarms and 500 elements.</summary>
sealed class AlarmRuleParser(string text)
{
    const int MostAlarms = 100;
    const int MostElements = 500;

    static readonly string[] States = ["INSUFFICIENT_DATA", "ALARM", "OK"];

    readonly BoundedReader reader = new(text, LanguageLimits.AlarmRule);
    readonly List<string> names = [];
    int elements;

    public AlarmRule Parse()
    {
        var root = Or();
        reader.SkipSpace();
        return reader.IsAtEnd ? new(root, names) : throw reader.Expected("AND, OR or the end");
    }

    RuleNode Or()
    {
        using var level = reader.Deeper();
        var parts = new List<RuleNode> { And() };
        while (reader.TakeWord("OR"))
            parts.Add(And());
        return parts is [var only] ? only : new AnyNode(parts);
    }

    RuleNode And()
    {
        var parts = new List<RuleNode> { Not() };
        while (reader.TakeWord("AND"))
            parts.Add(Not());
        return parts is [var only] ? only : new AllNode(parts);
    }

    RuleNode Not()
    {
        var isNegated = false;
        while (reader.TakeWord("NOT"))
            isNegated = !isNegated;
        var one = One();
        return isNegated ? new NotNode(one) : one;
    }

    RuleNode One()
    {
        if (++elements > MostElements)
            throw reader.Refuse($"it has more than {MostElements} elements: alarms, TRUE, FALSE, parentheses");
        if (reader.TakeToken("("))
        {
            var inner = Or();
            reader.Expect(")");
            return inner;
        }
        if (reader.TakeWord("TRUE"))
            return new ConstantNode(true);
        if (reader.TakeWord("FALSE"))
            return new ConstantNode(false);
        var state =
            Array.Find(States, state => reader.TakeWord(state))
            ?? throw reader.Expected("ALARM(name), OK(name), INSUFFICIENT_DATA(name), TRUE, FALSE, NOT or (");
        reader.Expect("(");
        var name = Name();
        if (names.Count == MostAlarms)
            throw reader.Refuse($"it names more than {MostAlarms} alarms");
        names.Add(name);
        return new StateNode(state, name);
    }

    string Name()
    {
        reader.SkipSpace();
        var isQuoted = reader.Current is '"' or '\'';
        var name = isQuoted ? reader.TakeQuoted(hasEscapes: false) : reader.TakeWhile(c => c != ')').Trim();
        reader.Expect(")");
        if (name.StartsWith("arn:", StringComparison.Ordinal))
            name = NameIn(name);
        return name.Length > 0 ? name : throw reader.Refuse("an alarm has no name");
    }

    string NameIn(string arn)
    {
        var at = arn.IndexOf(":alarm:", StringComparison.Ordinal);
        return at > 0 ? arn[(at + ":alarm:".Length)..] : throw reader.Refuse($"{arn} is not the ARN of an alarm");
    }
}
