namespace Classroom.Languages.TraceFilters;

/// <summary>
/// Filter expressions of X-Ray. Supported: service("name"), fault, error, ok, responsetime and duration, joined with AND.
/// </summary>
public sealed class TraceFilter
{
    readonly List<Func<ITraceFacts, bool>> tests;

    TraceFilter(List<Func<ITraceFacts, bool>> tests) => this.tests = tests;

    public static TraceFilter Parse(string? expression)
    {
        var reader = new BoundedReader(expression ?? "", LanguageLimits.TraceFilter);
        var tests = new List<Func<ITraceFacts, bool>>();
        reader.SkipSpace();
        if (reader.IsAtEnd)
            return new(tests);
        do tests.Add(One(reader));
        while (reader.TakeToken("&&") || Word(reader, "AND"));
        return reader.IsAtEnd ? new(tests) : throw reader.Expected("AND or the end");
    }

    public bool Accepts(ITraceFacts trace) => tests.TrueForAll(test => test(trace));

    static Func<ITraceFacts, bool> One(BoundedReader reader)
    {
        var isNegated = false;
        while (reader.TakeToken("!"))
            isNegated = !isNegated;
        var test = Fact(reader);
        return isNegated ? trace => !test(trace) : test;
    }

    static Func<ITraceFacts, bool> Fact(BoundedReader reader)
    {
        if (Word(reader, "fault"))
            return trace => trace.HasFault;
        if (Word(reader, "error"))
            return trace => trace.HasError;
        if (Word(reader, "ok"))
            return trace => !trace.HasFault && !trace.HasError;
        if (Word(reader, "service"))
            return Service(reader);
        if (Word(reader, "responsetime"))
            return Compare(reader, trace => trace.ResponseTime);
        if (Word(reader, "duration"))
            return Compare(reader, trace => trace.Duration);
        throw reader.Expected("service(\"name\"), fault, error, ok, responsetime, duration or ! (the embedded cloud supports no others)");
    }

    static Func<ITraceFacts, bool> Service(BoundedReader reader)
    {
        reader.Expect("(");
        reader.SkipSpace();
        if (reader.Current != '"')
            throw reader.Expected("a name in quotation marks");
        var name = reader.TakeQuoted();
        reader.Expect(")");
        return trace => trace.HasService(name);
    }

    static Func<ITraceFacts, bool> Compare(BoundedReader reader, Func<ITraceFacts, double> value)
    {
        var comparison = Array.Find([">=", "<=", "=", ">", "<"], reader.TakeToken) ?? throw reader.Expected("a comparison");
        reader.SkipSpace();
        var limit = FiniteNumber.Parse(reader.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')) ?? throw reader.Expected("a number");
        return comparison switch
        {
            ">" => trace => value(trace) > limit,
            ">=" => trace => value(trace) >= limit,
            "<" => trace => value(trace) < limit,
            "<=" => trace => value(trace) <= limit,
            _ => trace => value(trace) == limit,
        };
    }

    static bool Word(BoundedReader reader, string word) => reader.TakeWord(word, StringComparison.OrdinalIgnoreCase);
}
