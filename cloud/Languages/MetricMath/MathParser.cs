namespace Classroom.Languages.MetricMath;

/// <summary>
/// Parses an expression. A sequence of operators of one precedence becomes one node, so that its length does not add depth.
/// </summary>
sealed class MathParser(string text)
{
    static readonly (string Token, string? Word, Func<double, double, double> Join)[][] Precedences =
    [
        [("||", "OR", (one, other) => one != 0 || other != 0 ? 1 : 0)],
        [("&&", "AND", (one, other) => one != 0 && other != 0 ? 1 : 0)],
        [
            ("==", null, (one, other) => one == other ? 1 : 0),
            ("!=", null, (one, other) => one != other ? 1 : 0),
            ("<=", null, (one, other) => one <= other ? 1 : 0),
            (">=", null, (one, other) => one >= other ? 1 : 0),
            ("<", null, (one, other) => one < other ? 1 : 0),
            (">", null, (one, other) => one > other ? 1 : 0),
        ],
        [("+", null, (one, other) => one + other), ("-", null, (one, other) => one - other)],
        [("*", null, (one, other) => one * other), ("/", null, (one, other) => one / other)],
    ];

    const int LongestPeriod = 86_400;

    readonly BoundedReader reader = new(text, LanguageLimits.MetricMath);

    public MathNode Parse()
    {
        var expression = Expression();
        reader.SkipSpace();
        return reader.IsAtEnd ? expression : throw reader.Expected("the end");
    }

    MathNode Expression()
    {
        using var level = reader.Deeper();
        return Operators(0);
    }

    MathNode Operators(int precedence)
    {
        if (precedence == Precedences.Length)
            return Power();
        var first = Operators(precedence + 1);
        var rest = new List<(Func<double, double, double>, MathNode)>();
        while (Operator(precedence) is { } join)
            rest.Add((join, Operators(precedence + 1)));
        return rest.Count == 0 ? first : new OperatorsNode(first, rest);
    }

    Func<double, double, double>? Operator(int precedence)
    {
        foreach (var (token, word, join) in Precedences[precedence])
        {
            if (reader.TakeToken(token) || (word is not null && reader.TakeWord(word)))
                return join;
        }
        return null;
    }

    MathNode Power()
    {
        var operands = new List<MathNode> { Unary() };
        while (reader.TakeToken("^"))
            operands.Add(Unary());
        return operands is [var only] ? only : new PowerNode(operands);
    }

    MathNode Unary()
    {
        var isNegative = false;
        while (reader.TakeToken("-"))
            isNegative = !isNegative;
        return isNegative ? new NegationNode(Primary()) : Primary();
    }

    MathNode Primary()
    {
        if (reader.TakeToken("("))
        {
            var inner = Expression();
            reader.Expect(")");
            return inner;
        }
        if (reader.TakeToken("["))
            return new ArrayNode(List("]"));
        if (char.IsAsciiDigit(reader.Current) || reader.Current == '.')
            return new NumberNode(Number());
        var name = Name();
        return reader.TakeToken("(") ? Call(name.ToUpperInvariant()) : new IdentifierNode(name);
    }

    MathNode Call(string function) =>
        function switch
        {
            "METRICS" => Metrics(),
            "PERIOD" => Period(),
            "SEARCH" => Search(),
            "FILL" => Fill(),
            _ => MathFunction.Find(function) is { } known ? Called(known) : throw reader.Refuse(MathFunction.Unknown(function)),
        };

    CallNode Called(MathFunction function)
    {
        var arguments = reader.TakeToken(")") ? [] : List(")");
        return arguments.Count >= function.Least && arguments.Count <= function.Most
            ? new(function, arguments)
            : throw reader.Refuse($"{function.Name} takes {function.Least} to {function.Most} arguments, not {arguments.Count}");
    }

    SourceNode Metrics()
    {
        reader.SkipSpace();
        var containing = reader.Current is '"' or '\'' ? reader.TakeQuoted() : null;
        reader.Expect(")");
        return new(evaluation => new([.. evaluation.Source.Metrics(containing, evaluation.Nesting)]));
    }

    SourceNode Period()
    {
        var id = Name();
        reader.Expect(")");
        return new(evaluation => new(evaluation.Source.PeriodOf(id)));
    }

    SourceNode Search()
    {
        var terms = SearchTerms.Parse(Quoted());
        reader.Expect(",");
        var statistic = Quoted();
        var period = reader.TakeToken(",") ? Number() : 300;
        if (period is < 1 or > LongestPeriod || period != Math.Floor(period))
            throw reader.Refuse($"the period of SEARCH must be a whole number of seconds from 1 to {LongestPeriod}");
        reader.Expect(")");
        return new(evaluation => new(evaluation.Source.Search(terms, statistic, (int)period)));
    }

    CallNode Fill()
    {
        var filled = Expression();
        reader.Expect(",");
        if (reader.TakeWord("REPEAT"))
            return Closed(new(MathFunction.FillRepeat, [filled]));
        if (reader.TakeWord("LINEAR"))
            return Closed(new(MathFunction.FillLinear, [filled]));
        return Closed(new(MathFunction.FillWith, [filled, Expression()]));
    }

    CallNode Closed(CallNode call)
    {
        reader.Expect(")");
        return call;
    }

    List<MathNode> List(string close)
    {
        var items = new List<MathNode>();
        do items.Add(Expression());
        while (reader.TakeToken(","));
        reader.Expect(close);
        return items;
    }

    double Number()
    {
        reader.SkipSpace();
        var previous = '\0';
        var digits = reader.TakeWhile(c =>
        {
            var isPart = char.IsAsciiDigit(c) || c is '.' or 'e' or 'E' || (c is '-' or '+' && previous is 'e' or 'E');
            previous = c;
            return isPart;
        });
        if (digits.Length == 0)
            throw reader.Expected("a number");
        return FiniteNumber.Parse(digits) ?? throw reader.Refuse($"{digits} is not a finite number");
    }

    string Name()
    {
        reader.SkipSpace();
        var name = reader.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '_');
        return name.Length > 0 ? name : throw reader.Expected("a name or a number");
    }

    string Quoted()
    {
        reader.SkipSpace();
        return reader.Current is '"' or '\'' ? reader.TakeQuoted() : throw reader.Expected("a text in quotation marks");
    }
}
