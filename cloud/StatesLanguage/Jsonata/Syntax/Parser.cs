using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Syntax;

/// <summary>A Pratt parser: each operator has a binding power for its left side.</summary>
sealed class Parser
{
    /// <summary>
    /// The maximum number of chained operators. Each operator nests the one before it, and recursive walks over the expression need stack.
    /// </summary>
    const int MostInRow = 1000;

    readonly Lexer lexer;
    readonly Nesting nesting = new(LanguageLimits.Jsonata);
    Token token;

    Parser(string source)
    {
        lexer = new(source);
        Advance();
    }

    public static Expression Parse(string source)
    {
        var parser = new Parser(source);
        var expression = parser.ParseExpression(0);
        if (parser.token.Kind != TokenKind.End)
            throw new JsonataException("S0201", parser.token.Position, parser.token.Text);
        return expression;
    }

    Expression ParseExpression(int rightBinding)
    {
        if (!nesting.TryEnter())
            throw new JsonataException("S0500", token.Position);
        var first = token;
        Advance(operandExpected: first.Kind == TokenKind.Operator && first.Text is "-" or "(" or "[" or "{" or "|");
        var left = ParsePrefix(first);
        for (var inRow = 0; rightBinding < BindingOf(token); inRow++)
        {
            if (inRow == MostInRow)
                throw new JsonataException("S0500", token.Position);
            var infix = token;
            Advance(operandExpected: true);
            left = ParseInfix(infix, left);
        }
        nesting.Leave();
        return left;
    }

    static int BindingOf(Token token) =>
        token.Kind != TokenKind.Operator
            ? 0
            : token.Text switch
            {
                "[" or "(" or "@" or "#" => 80,
                "." => 75,
                "{" => 70,
                "*" or "/" or "%" => 60,
                "+" or "-" or "&" => 50,
                "=" or "!=" or "<" or "<=" or ">" or ">=" or "^" or "~>" or "?:" or "??" or "in" => 40,
                "and" => 30,
                "or" => 25,
                "?" => 20,
                ":=" => 10,
                _ => 0,
            };

    Expression ParsePrefix(Token first) =>
        first.Kind switch
        {
            TokenKind.Name => new NameExpression(first.Text, first.Position),
            TokenKind.Variable => new VariableExpression(first.Text, first.Position),
            TokenKind.Literal => new LiteralExpression(first.Value!, first.Position),
            TokenKind.Regex => new RegexExpression(first.Text, first.Flags, first.Position),
            TokenKind.End => throw new JsonataException("S0207", first.Position, "(end)"),
            _ => first.Text switch
            {
                "and" or "or" or "in" => new NameExpression(first.Text, first.Position),
                "-" => new NegateExpression(ParseExpression(70), first.Position),
                "*" => new WildcardExpression(first.Position),
                "**" => new DescendantExpression(first.Position),
                "%" => new ParentExpression(first.Position),
                "(" => ParseBlock(first.Position),
                "[" => ParseArray(first.Position),
                "{" => new ObjectExpression(ParsePairs(), first.Position),
                "|" => ParseTransform(first.Position),
                _ => throw new JsonataException("S0211", first.Position, first.Text),
            },
        };

    Expression ParseInfix(Token infix, Expression left)
    {
        var position = infix.Position;
        switch (infix.Text)
        {
            case ".":
                return new StepExpression(left, ParseExpression(75), position);
            case "[":
                return ParseFilter(left, position);
            case "{":
                return new GroupExpression(left, ParsePairs(), position);
            case "(":
                return ParseCall(left, position);
            case "^":
                return new SortExpression(left, ParseTerms(), position);
            case "@":
                return new FocusExpression(left, ParseVariable("@"), position);
            case "#":
                return new IndexExpression(left, ParseVariable("#"), position);
            case ":=":
                return ParseBind(left, position);
            case "?":
                return ParseCondition(left, position);
            case "?:":
                return new ConditionExpression(left, left, ParseExpression(0), position);
            case "??":
                var exists = new CallExpression(new VariableExpression("exists", position), [left], IsPartial: false, position);
                return new ConditionExpression(exists, left, ParseExpression(0), position);
            default:
                return new BinaryExpression(infix.Text, left, ParseExpression(BindingOf(infix)), position);
        }
    }

    BlockExpression ParseBlock(int position)
    {
        var expressions = new List<Expression>();
        while (!token.Is(")"))
        {
            expressions.Add(ParseExpression(0));
            if (!token.Is(";"))
                break;
            Expect(";", operandExpected: true);
        }
        Expect(")");
        return new([.. expressions], position);
    }

    ArrayExpression ParseArray(int position)
    {
        var items = new List<Expression>();
        if (token.Is("]"))
            return new(Closed(items, "]"), position);
        do items.Add(ParseItem());
        while (TakeComma());
        return new(Closed(items, "]"), position);
    }

    Expression ParseItem()
    {
        var item = ParseExpression(0);
        if (!token.Is(".."))
            return item;
        var position = token.Position;
        Expect("..", operandExpected: true);
        return new BinaryExpression("..", item, ParseExpression(0), position);
    }

    (Expression, Expression)[] ParsePairs()
    {
        var pairs = new List<(Expression, Expression)>();
        if (token.Is("}"))
            return Closed(pairs, "}");
        do
        {
            var key = ParseExpression(0);
            Expect(":", operandExpected: true);
            pairs.Add((key, ParseExpression(0)));
        } while (TakeComma());
        return Closed(pairs, "}");
    }

    TransformExpression ParseTransform(int position)
    {
        var pattern = ParseExpression(20);
        Expect("|", operandExpected: true);
        var update = ParseExpression(20);
        Expression? delete = null;
        if (token.Is(","))
        {
            Expect(",", operandExpected: true);
            delete = ParseExpression(20);
        }
        Expect("|");
        return new(pattern, update, delete, position);
    }

    Expression ParseFilter(Expression left, int position)
    {
        if (token.Is("]"))
        {
            var step = left;
            while (step is FilterExpression filter)
                step = filter.Left;
            step.KeepArray = true;
            Expect("]");
            return left;
        }
        var predicate = ParseExpression(0);
        Expect("]");
        return new FilterExpression(left, predicate, position);
    }

    Expression ParseCall(Expression function, int position)
    {
        var arguments = new List<Expression>();
        if (!token.Is(")"))
        {
            do arguments.Add(ParseArgument());
            while (TakeComma());
        }
        Expect(")");
        return function is NameExpression { Name: "function" or "λ" }
            ? ParseLambda(arguments, position)
            : new CallExpression(function, [.. arguments], arguments.Exists(argument => argument is PlaceholderExpression), position);
    }

    Expression ParseArgument()
    {
        if (!token.Is("?"))
            return ParseExpression(0);
        var placeholder = new PlaceholderExpression(token.Position);
        Expect("?");
        return placeholder;
    }

    LambdaExpression ParseLambda(List<Expression> parameters, int position)
    {
        var names = parameters
            .Select(
                (parameter, index) =>
                    parameter is VariableExpression variable
                        ? variable.Name
                        : throw new JsonataException("S0208", parameter.Position, TextOf(parameter), detail: $"{index + 1}")
            )
            .ToArray();
        var signature = token.Is("<") ? ParseSignature() : null;
        Expect("{", operandExpected: true);
        var body = ParseExpression(0);
        Expect("}");
        return new(names, signature, body, position);
    }

    string ParseSignature()
    {
        var start = token.Position;
        var text = "<";
        for (var depth = 1; depth > 0 && !token.Is("{") && token.Kind != TokenKind.End; )
        {
            Advance();
            if (token.Is(">"))
                depth--;
            else if (token.Is("<"))
                depth++;
            text += token.Text;
        }
        Expect(">");
        Functions.Signature.Parse(text, start);
        return text;
    }

    (Expression, bool)[] ParseTerms()
    {
        var terms = new List<(Expression, bool)>();
        Expect("(", operandExpected: true);
        do
        {
            var descending = token.Is(">");
            if (descending || token.Is("<"))
                Advance();
            terms.Add((ParseExpression(0), descending));
        } while (TakeComma());
        return Closed(terms, ")");
    }

    string ParseVariable(string after)
    {
        var right = ParseExpression(80);
        return right is VariableExpression variable ? variable.Name : throw new JsonataException("S0214", right.Position, after);
    }

    BindExpression ParseBind(Expression left, int position) =>
        left is VariableExpression variable
            ? new(variable.Name, ParseExpression(9), position)
            : throw new JsonataException("S0212", left.Position, TextOf(left));

    ConditionExpression ParseCondition(Expression condition, int position)
    {
        var then = ParseExpression(0);
        if (!token.Is(":"))
            return new(condition, then, null, position);
        Expect(":", operandExpected: true);
        return new(condition, then, ParseExpression(0), position);
    }

    T[] Closed<T>(List<T> items, string bracket)
    {
        Expect(bracket);
        return [.. items];
    }

    bool TakeComma()
    {
        if (!token.Is(","))
            return false;
        Expect(",", operandExpected: true);
        return true;
    }

    void Expect(string op, bool operandExpected = false)
    {
        if (!token.Is(op))
        {
            throw token.Kind == TokenKind.End
                ? new JsonataException("S0203", token.Position, token.Text, detail: op)
                : new JsonataException("S0202", token.Position, token.Text, detail: op);
        }
        Advance(operandExpected);
    }

    void Advance(bool operandExpected = true) => token = lexer.Next(operandExpected);

    static string? TextOf(Expression expression) =>
        expression switch
        {
            NameExpression name => name.Name,
            VariableExpression variable => variable.Name,
            LiteralExpression { Value: JsonString text } => text.Value,
            LiteralExpression literal => literal.Value.ToString(),
            BinaryExpression binary => binary.Operator,
            _ => null,
        };
}
