using System.Text;

namespace Classroom.Languages.LogQueries;

/// <summary>Parses an expression of a query.</summary>
sealed class ExpressionParser(BoundedReader reader)
{
    static readonly (string Unit, double Milliseconds)[] Units =
    [
        ("ms", 1),
        ("s", 1000),
        ("m", 60_000),
        ("h", 3_600_000),
        ("d", 86_400_000),
        ("w", 604_800_000),
    ];

    static readonly (string Token, Func<object?, object?, bool> Compare)[] Comparisons =
    [
        ("!=", (one, other) => !QueryValue.AreEqual(one, other)),
        ("<=", (one, other) => one is not null && other is not null && QueryValue.Compare(one, other) <= 0),
        (">=", (one, other) => one is not null && other is not null && QueryValue.Compare(one, other) >= 0),
        ("==", QueryValue.AreEqual),
        ("=", QueryValue.AreEqual),
        ("<", (one, other) => one is not null && other is not null && QueryValue.Compare(one, other) < 0),
        (">", (one, other) => one is not null && other is not null && QueryValue.Compare(one, other) > 0),
    ];

    static readonly (string Token, Func<double, double, double> Join)[][] Arithmetics =
    [
        [("+", (one, other) => one + other), ("-", (one, other) => one - other)],
        [("*", (one, other) => one * other), ("/", (one, other) => one / other), ("%", (one, other) => one % other)],
        [("^", Math.Pow)],
    ];

    bool mayAggregate;

    /// <summary>An expression over one row.</summary>
    public QueryExpression ReadRow() => Read(aggregates: false);

    /// <summary>An expression over a group of rows.</summary>
    public QueryExpression ReadGroup() => Read(aggregates: true);

    /// <summary>A field or a function call.</summary>
    public QueryExpression ReadOperand() => Operand();

    /// <summary>The name of a field: letters, digits, _, @ and dots, or anything in backticks.</summary>
    public string Name()
    {
        reader.SkipSpace();
        if (reader.Take('`'))
            return reader.TakeUntil('`');
        var name = reader.TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '@' or '.' or '$');
        return name.Length > 0 && !char.IsAsciiDigit(name[0]) ? name : throw reader.Expected("the name of a field");
    }

    /// <summary>An expression in slashes; a slash in it has a backslash before it.</summary>
    public RegularExpression Regular()
    {
        reader.Read();
        var pattern = new StringBuilder();
        while (!reader.Take('/'))
        {
            if (reader.IsAtEnd)
                throw reader.Expected("/");
            if (reader.Current == '\\' && reader.Next == '/')
                reader.Read();
            else if (reader.Current == '\\')
                pattern.Append(reader.Read());
            if (!reader.IsAtEnd)
                pattern.Append(reader.Read());
        }
        return RegularExpression.Parse(pattern.ToString());
    }

    QueryExpression Read(bool aggregates)
    {
        mayAggregate = aggregates;
        return Either();
    }

    QueryExpression Either()
    {
        using var level = reader.Deeper();
        return Joined("or", () => Joined("and", Not, isAnd: true), isAnd: false);
    }

    QueryExpression Joined(string word, Func<QueryExpression> read, bool isAnd)
    {
        var operands = new List<QueryExpression> { read() };
        while (reader.TakeWord(word, StringComparison.OrdinalIgnoreCase))
            operands.Add(read());
        return operands is [var only] ? only : new Logic(operands, isAnd);
    }

    QueryExpression Not()
    {
        if (!reader.TakeWord("not", StringComparison.OrdinalIgnoreCase))
            return Compared();
        using var level = reader.Deeper();
        return new Negation(Not());
    }

    QueryExpression Compared()
    {
        var one = Arithmetic(0);
        if (reader.TakeToken("=~"))
            return Like(one);
        if (reader.TakeWord("not", StringComparison.OrdinalIgnoreCase))
            return new Negation(Word(one) ?? throw reader.Expected("like or in"));
        if (Word(one) is { } tested)
            return tested;
        foreach (var (token, compare) in Comparisons)
            if (reader.TakeToken(token))
                return new Comparison(one, Arithmetic(0), compare);
        return one;
    }

    /// <summary>`like` or `in`, if one follows.</summary>
    QueryExpression? Word(QueryExpression one)
    {
        if (reader.TakeWord("like", StringComparison.OrdinalIgnoreCase))
            return Like(one);
        if (!reader.TakeWord("in", StringComparison.OrdinalIgnoreCase))
            return null;
        reader.Expect("[");
        var items = new List<QueryExpression> { Arithmetic(0) };
        while (reader.TakeToken(","))
            items.Add(Arithmetic(0));
        reader.Expect("]");
        return new Membership(one, items);
    }

    Likeness Like(QueryExpression one)
    {
        reader.SkipSpace();
        if (reader.Current == '/')
            return new(one, Regular().IsMatch);
        if (reader.Current is not ('"' or '\''))
            throw reader.Expected("a text, or an expression in slashes");
        var part = reader.TakeQuoted();
        return new(one, text => text.Contains(part, StringComparison.Ordinal));
    }

    QueryExpression Arithmetic(int precedence)
    {
        if (precedence == Arithmetics.Length)
            return Signed();
        var first = Arithmetic(precedence + 1);
        var rest = new List<(Func<double, double, double>, QueryExpression)>();
        while (Array.Find(Arithmetics[precedence], entry => reader.TakeToken(entry.Token)) is { Join: { } join })
            rest.Add((join, Arithmetic(precedence + 1)));
        return rest.Count == 0 ? first : new Arithmetic(first, rest);
    }

    QueryExpression Signed()
    {
        if (!reader.TakeToken("-"))
            return Operand();
        using var level = reader.Deeper();
        return new Arithmetic(new Constant(0.0), [((one, other) => one - other, Signed())]);
    }

    QueryExpression Operand()
    {
        reader.SkipSpace();
        if (reader.Take('('))
        {
            var inner = Either();
            reader.Expect(")");
            return inner;
        }
        if (reader.Current is '"' or '\'')
            return new Constant(reader.TakeQuoted());
        if (char.IsAsciiDigit(reader.Current) || (reader.Current == '.' && char.IsAsciiDigit(reader.Next)))
            return new Constant(Number());
        var isQuoted = reader.Current == '`';
        var name = Name();
        reader.SkipSpace();
        if (!isQuoted && reader.Take('('))
            return Call(name);
        return !isQuoted && name is "true" or "false" ? new Constant(QueryValue.Of(name == "true")) : new Field(name);
    }

    /// <summary>A number, or a period such as 5m, in milliseconds.</summary>
    double Number()
    {
        var digits = reader.TakeWhile(c => char.IsAsciiDigit(c) || c == '.');
        var unit = reader.TakeWhile(char.IsAsciiLetter);
        if (FiniteNumber.Parse(digits) is not { } number)
            throw reader.Refuse($"'{digits}' is not a number");
        if (unit.Length == 0)
            return number;
        return Array.Find(Units, known => known.Unit == unit) is { Milliseconds: > 0 } period
            ? number * period.Milliseconds
            : throw reader.Refuse(
                $"{unit} in {digits}{unit} is not a unit; there are {string.Join(", ", Units.Select(known => known.Unit))}"
            );
    }

    QueryExpression Call(string name)
    {
        using var level = reader.Deeper();
        var arguments = new List<QueryExpression>();
        if (name.Equals("count", StringComparison.OrdinalIgnoreCase) && reader.TakeToken("*"))
        {
            reader.Expect(")");
        }
        else if (!reader.TakeToken(")"))
        {
            do arguments.Add(Either());
            while (reader.TakeToken(","));
            reader.Expect(")");
        }
        if (mayAggregate && QueryAggregate.Find(name) is { } aggregate)
        {
            CheckCount(name, arguments.Count, aggregate.Least, aggregate.Most);
            return new AggregateExpression(aggregate, arguments);
        }
        if (QueryFunction.Find(name) is not { } function)
            throw reader.Refuse(Unknown(name));
        // bin(5m) is the period of the event's time.
        if (name.Equals("bin", StringComparison.OrdinalIgnoreCase) && arguments.Count == 1)
            arguments.Insert(0, new Field("@timestamp"));
        CheckCount(name, arguments.Count, function.Least, function.Most);
        return new FunctionCall(function, arguments);
    }

    void CheckCount(string name, int count, int least, int most)
    {
        if (count < least || count > most)
            throw reader.Refuse(
                $"{name} has {count} arguments; it takes {least}{(most == least ? "" : most == int.MaxValue ? " or more" : $" to {most}")}"
            );
    }

    string Unknown(string name) =>
        QueryAggregate.Find(name) is not null
            ? $"{name} is an aggregation, which only stats has"
            : $"there is no function {name}; there are {string.Join(", ", QueryFunction.Names)}"
                + (mayAggregate ? $" and the aggregations {string.Join(", ", QueryAggregate.Names)}" : "");
}
