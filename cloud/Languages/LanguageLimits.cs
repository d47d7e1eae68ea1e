namespace Classroom.Languages;

/// <summary>
/// How long a text of a language may be, how deeply its parts may stand within one another, and how much work it may cause.
/// </summary>
/// <param name="Name">The language as an error message names it.</param>
/// <param name="Length">Characters.</param>
public sealed record LanguageLimits(string Name, int Length)
{
    /// <summary>
    /// AWS documents no depth for most of its languages. One hundred is more than anybody writes, and little enough for every thread's
    /// stack.
    /// </summary>
    public const int DefaultDepth = 100;

    public int Depth { get; init; } = DefaultDepth;

    /// <summary>
    /// Steps of an evaluation: comparisons, data points, evaluated parts. Counted instead of seconds, so that the same text always gets the
    /// same answer.
    /// </summary>
    public long Work { get; init; } = 20_000_000;

    // Lengths are those of the services' API references.
    public static LanguageLimits EventPattern { get; } = new("event pattern", 4096);

    public static LanguageLimits FilterPolicy { get; } = new("filter policy", 262_144);

    public static LanguageLimits FilterCriteria { get; } = new("filter pattern of the event source mapping", 4096);

    public static LanguageLimits LogPattern { get; } = new("filter pattern", 1024);

    public static LanguageLimits RegularExpression { get; } = new("regular expression", 4096);

    public static LanguageLimits MetricMath { get; } = new("metric math expression", 2048);

    /// <summary>Between two brackets stand up to seven operators of different precedence, and queries name one another.</summary>
    public static LanguageLimits MetricMathEvaluation { get; } =
        new("metric math expression", int.MaxValue) { Depth = 1000, Work = 5_000_000 };

    public static LanguageLimits AlarmRule { get; } = new("alarm rule", 10_240);

    public static LanguageLimits Schedule { get; } = new("schedule expression", 256);

    public static LanguageLimits Policy { get; } = new("policy", 131_072);

    public static LanguageLimits DashboardBody { get; } = new("dashboard body", 1_048_576);

    /// <summary>A definition of a state machine may have a million characters, and any of its texts may be an expression.</summary>
    public static LanguageLimits Jsonata { get; } = new("JSONata expression", 1_048_576) { Depth = 500 };

    public static LanguageLimits JsonPath { get; } = new("path", 1_048_576) { Work = 2_000_000 };

    /// <summary>Ten is the depth that the documentation of Step Functions names.</summary>
    public static LanguageLimits IntrinsicCall { get; } = new("intrinsic function", 10_000) { Depth = 10 };

    // No length is documented for these.
    public static LanguageLimits Selector { get; } = new("selector", 4096);

    public static LanguageLimits TraceFilter { get; } = new("filter expression", 4096);

    /// <summary>JSON and XML that travel within a request are as long as the request allows.</summary>
    public static LanguageLimits Json { get; } = new("JSON text", int.MaxValue);

    /// <summary>What workflows hand on may be as deep as their own reader allows, less the levels that an envelope adds.</summary>
    public static LanguageLimits Payload { get; } = new("payload", int.MaxValue) { Depth = 900 };

    public static LanguageLimits Xml { get; } = new("XML document", int.MaxValue);

    public static LanguageLimits Cbor { get; } = new("CBOR document", int.MaxValue);

    public static LanguageLimits Form { get; } = new("form", int.MaxValue) { Depth = 20 };

    /// <summary>Refuses a text that is too long, or has characters that no language knows.</summary>
    public string Check(string text)
    {
        if (text.Length > Length)
            throw new LanguageException($"The {Name} has {text.Length} characters; at most {Length} are allowed", Refusal.TooLong);
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
            throw new LanguageException($"The {Name} has NUL at character {nul + 1}, which no {Name} may have");
        if (LoneSurrogates.IndexIn(text) is >= 0 and var lone)
            throw new LanguageException($"The {Name} has half of a surrogate pair at character {lone + 1}; it must be valid Unicode");
        return text;
    }

    /// <param name="position">Where in the text; -1 where nothing is known of it.</param>
    public LanguageException TooDeep(int position = -1)
    {
        var where = position < 0 ? "" : $" at character {position + 1}";
        return new($"The {Name} is nested more than {Depth} levels deep{where}; at most {Depth} are allowed", Refusal.TooDeep);
    }

    public LanguageException TooCostly() =>
        new($"The {Name} needs more than {Work} steps, which is the most that is allowed; make it or its input smaller", Refusal.TooCostly);
}
