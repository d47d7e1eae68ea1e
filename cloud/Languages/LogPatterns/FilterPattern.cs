namespace Classroom.Languages.LogPatterns;

/// <summary>A filter pattern of CloudWatch Logs: words, a JSON condition in braces, or columns in brackets.</summary>
public abstract class FilterPattern
{
    public static FilterPattern Everything { get; } = new Words([], [], []);

    public static FilterPattern Parse(string? text)
    {
        text = LanguageLimits.LogPattern.Check(text ?? "").Trim();
        return text switch
        {
            "" => Everything,
            ['{', .., '}'] => new JsonCondition(new ConditionParser(text[1..^1]).ParseMessageCondition()),
            ['[', .., ']'] => Columns.Parse(text[1..^1]),
            ['{' or '[', ..] => throw Invalid($"the bracket {text[0]} is not closed"),
            _ => Words.Parse(text),
        };
    }

    public abstract bool Matches(string message);

    /// <summary>
    /// Returns the value that a metric filter selects from a message: $.field of a JSON message, $name of a column; null if there is none.
    /// </summary>
    public virtual string? Extract(string message, string selector) => null;

    /// <summary>Refuses a selector that <see cref="Extract"/> does not support.</summary>
    public virtual void CheckSelector(string selector) { }

    internal static LanguageException Invalid(string reason) => new($"The filter pattern is not valid: {reason}");
}
