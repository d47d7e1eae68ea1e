namespace Classroom.Languages;

/// <summary>The limits of a language: the length of a text, the depth of nesting, and the work of an evaluation.</summary>
/// <param name="Name">The name of the language in error messages.</param>
/// <param name="Length">The greatest length of a text, in characters.</param>
public sealed record LanguageLimits(string Name, int Length)
{
    /// <summary>
    /// AWS documents no greatest depth for most of these languages. One hundred is more than any real text needs, and small enough for the
    /// stack of every thread.
    /// </summary>
    public const int DefaultDepth = 100;

    public int Depth { get; init; } = DefaultDepth;

    /// <summary>
    /// The greatest number of steps of an evaluation: comparisons, data points, evaluated nodes. Steps are counted instead of time, so that
    /// the same text always has the same result.
    /// </summary>
    public long Work { get; init; } = 20_000_000;

    // The lengths are those of the AWS API references.
    public static LanguageLimits EventPattern { get; } = new("event pattern", 4096);

    public static LanguageLimits FilterPolicy { get; } = new("filter policy", 262_144);

    public static LanguageLimits FilterCriteria { get; } = new("filter pattern of the event source mapping", 4096);

    public static LanguageLimits LogPattern { get; } = new("filter pattern", 1024);

    public static LanguageLimits LogQuery { get; } = new("query", 10_000);

    public static LanguageLimits RegularExpression { get; } = new("regular expression", 4096);

    public static LanguageLimits MetricMath { get; } = new("metric math expression", 2048);

    /// <summary>Each level of parentheses has up to seven levels of operator precedence, and queries may refer to each other.</summary>
    public static LanguageLimits MetricMathEvaluation { get; } =
        new("metric math expression", int.MaxValue) { Depth = 1000, Work = 5_000_000 };

    public static LanguageLimits AlarmRule { get; } = new("alarm rule", 10_240);

    public static LanguageLimits Schedule { get; } = new("schedule expression", 256);

    public static LanguageLimits Policy { get; } = new("policy", 131_072);

    public static LanguageLimits DashboardBody { get; } = new("dashboard body", 1_048_576);

    /// <summary>The definition of a state machine may have a million characters, and each string in it may be an expression.</summary>
    public static LanguageLimits Jsonata { get; } = new("JSONata expression", 1_048_576) { Depth = 500 };

    public static LanguageLimits JsonPath { get; } = new("path", 1_048_576) { Work = 2_000_000 };

    /// <summary>The documentation of Step Functions names a depth of ten.</summary>
    public static LanguageLimits IntrinsicCall { get; } = new("intrinsic function", 10_000) { Depth = 10 };

    // AWS documents no length for these.
    public static LanguageLimits Selector { get; } = new("selector", 4096);

    public static LanguageLimits TraceFilter { get; } = new("filter expression", 4096);

    /// <summary>JSON and XML within a request: the size of the request is the limit.</summary>
    public static LanguageLimits Json { get; } = new("JSON text", int.MaxValue);

    /// <summary>The data of workflows: as deep as the interpreter's own parser allows, less the levels that an envelope adds.</summary>
    public static LanguageLimits Payload { get; } = new("payload", int.MaxValue) { Depth = 900 };

    public static LanguageLimits Xml { get; } = new("XML document", int.MaxValue);

    public static LanguageLimits Cbor { get; } = new("CBOR document", int.MaxValue);

    public static LanguageLimits Form { get; } = new("form", int.MaxValue) { Depth = 20 };

    /// <summary>Refuses a text that is too long, or contains a NUL character or a lone surrogate.</summary>
    public string Check(string text)
    {
        if (text.Length > Length)
            throw new LanguageException($"The {Name} has {text.Length} characters; at most {Length} are allowed", Refusal.TooLong);
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
            throw new LanguageException($"The {Name} has a NUL character at character {nul + 1}, which is not allowed");
        if (LoneSurrogates.IndexIn(text) is >= 0 and var lone)
            throw new LanguageException($"The {Name} has half of a surrogate pair at character {lone + 1}; it must be valid Unicode");
        return text;
    }

    /// <param name="position">The position in the text; -1 if it is not known.</param>
    public LanguageException TooDeep(int position = -1)
    {
        var where = position < 0 ? "" : $" at character {position + 1}";
        return new($"The {Name} is nested more than {Depth} levels deep{where}; at most {Depth} are allowed", Refusal.TooDeep);
    }

    public LanguageException TooCostly() =>
        new(
            $"The {Name} needs more than {Work} steps, the greatest number that is allowed; make it or its input smaller",
            Refusal.TooCostly
        );
}
