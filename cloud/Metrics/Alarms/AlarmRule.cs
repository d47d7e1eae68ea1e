namespace Classroom.Cloud.Metrics.Alarms;

/// <summary>The rule of a composite alarm: ALARM("a") AND NOT OK(b).</summary>
sealed class AlarmRule
{
    readonly string text;
    readonly Func<string, string?> stateOf;
    readonly List<string> names = [];
    int at;
    int depth;

    AlarmRule(string text, Func<string, string?> stateOf) => (this.text, this.stateOf) = (text, stateOf);

    /// <summary>Whether the rule holds, and the alarms that it asks.</summary>
    public static (bool Holds, IReadOnlyList<string> Names) Evaluate(string text, Func<string, string?> stateOf)
    {
        var rule = new AlarmRule(text, stateOf);
        var holds = rule.Or();
        rule.Skip();
        return rule.at == text.Length ? (holds, rule.names) : throw rule.Invalid();
    }

    bool Or()
    {
        if (++depth > 50) throw Invalid();
        var holds = And();
        while (Word("OR")) holds |= And();
        depth--;
        return holds;
    }

    bool And()
    {
        var holds = Not();
        while (Word("AND")) holds &= Not();
        return holds;
    }

    bool Not() => Word("NOT") ? !Not() : One();

    bool One()
    {
        if (Take('('))
        {
            var inner = Or();
            return Take(')') ? inner : throw Invalid();
        }
        if (Word("TRUE")) return true;
        if (Word("FALSE")) return false;
        foreach (var state in Alarm.States)
        {
            if (!Word(state)) continue;
            if (!Take('(')) throw Invalid();
            var close = text.IndexOf(')', at);
            if (close < 0) throw Invalid();
            var name = text[at..close].Trim().Trim('"', '\'');
            at = close + 1;
            if (name.StartsWith("arn:", StringComparison.Ordinal)) name = name[(name.IndexOf(":alarm:", StringComparison.Ordinal) + 7)..];
            names.Add(name);
            return stateOf(name) == state;
        }
        throw Invalid();
    }

    bool Word(string word)
    {
        Skip();
        if (!text.AsSpan(at).StartsWith(word) || (at + word.Length < text.Length && (char.IsAsciiLetterOrDigit(text[at + word.Length]) || text[at + word.Length] == '_'))) return false;
        at += word.Length;
        return true;
    }

    bool Take(char c)
    {
        Skip();
        if (at >= text.Length || text[at] != c) return false;
        at++;
        return true;
    }

    void Skip()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    Gateway.AwsException Invalid() => new("ValidationError", $"AlarmRule is not understood at character {at + 1}: ALARM(name), OK(name), INSUFFICIENT_DATA(name), TRUE, FALSE, AND, OR, NOT and parentheses are allowed");
}
