using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Paths;

/// <summary>A text that is not a valid path.</summary>
sealed class PathSyntaxException(string message) : Exception(message);

/// <summary>Parses paths in one pass without backtracking.</summary>
sealed class PathParser
{
    static readonly string[] Operators =
    [
        "==",
        "!=",
        "<=",
        ">=",
        "=~",
        "<",
        ">",
        "in",
        "nin",
        "subsetof",
        "anyof",
        "noneof",
        "contains",
        "size",
        "empty",
    ];

    /// <summary>The maximum number of steps. No sensible path has more, and each step costs time in every evaluation.</summary>
    const int MostSteps = 1000;

    readonly Nesting nesting = new(LanguageLimits.JsonPath);
    readonly string text;
    int position = 1;

    PathParser(string text) => this.text = LanguageLimits.JsonPath.Check(text);

    public static JsonPath Parse(string text)
    {
        try
        {
            return Read(text);
        }
        catch (LanguageException exception)
        {
            throw new PathSyntaxException($"'{Shorten(text)}': {exception.Message}");
        }
    }

    static JsonPath Read(string given)
    {
        // Jayway ignores blanks around a path.
        var text = given.Trim();
        if (text.Length == 0 || text[0] != '$')
            throw new PathSyntaxException($"'{Shorten(text)}' does not begin with '$'");
        var parser = new PathParser(text);
        var (root, variable) = (PathRoot.Data, (string?)null);
        if (parser.Take('$'))
        {
            root = PathRoot.Context;
        }
        else if (parser.position < text.Length && IsNameStart(text[parser.position]))
        {
            root = PathRoot.Variable;
            variable = parser.ReadName();
        }
        var steps = parser.ReadSteps();
        if (parser.position < text.Length)
            throw parser.Unexpected();
        return new(text, root, variable, steps);
    }

    PathStep[] ReadSteps()
    {
        var steps = new List<PathStep>();
        while (position < text.Length)
        {
            if (steps.Count > MostSteps)
                throw new PathSyntaxException($"'{Shorten(text)}' has more than {MostSteps} steps");
            if (text[position] == '[')
            {
                steps.Add(ReadBracket());
            }
            else if (Take('.'))
            {
                if (Take('.'))
                {
                    steps.Add(new DescendantStep());
                    if (position < text.Length && text[position] == '[')
                        continue;
                }
                // Jayway reads $.['name'] and $.[0] like $['name'] and $[0].
                steps.Add(
                    Take('*') ? new WildcardStep()
                    : position < text.Length && text[position] == '[' ? ReadBracket()
                    : ReadNameStep()
                );
            }
            else
            {
                break;
            }
        }
        return [.. steps];
    }

    NameStep ReadNameStep()
    {
        var name = ReadName();
        if (position < text.Length && text[position] == '(')
            throw new PathSyntaxException(
                $"'{Shorten(text)}' calls the function {name}(), which Step Functions does not support; use an intrinsic function"
            );
        return new(name);
    }

    string ReadName()
    {
        var start = position;
        while (position < text.Length && IsNamePart(text[position]))
            position++;
        return position > start ? text[start..position] : throw Unexpected();
    }

    PathStep ReadBracket()
    {
        Expect('[');
        SkipSpace();
        PathStep step;
        if (Take('*'))
            step = new WildcardStep();
        else if (Take('?'))
            step = ReadFilterStep();
        else
            step = ReadSelection();
        SkipSpace();
        Expect(']');
        return step;
    }

    PathStep ReadSelection()
    {
        var parts = new List<PathStep>();
        do
        {
            SkipSpace();
            parts.Add(Peek() is '\'' or '"' ? new NameStep(ReadQuoted()) : ReadIndexOrSlice());
            SkipSpace();
        } while (Take(','));
        if (parts.Count == 1)
            return parts[0];
        return parts.Exists(part => part is SliceStep) ? throw Unexpected() : new UnionStep([.. parts]);
    }

    PathStep ReadIndexOrSlice()
    {
        var from = ReadInteger();
        SkipSpace();
        if (!Take(':'))
            return new IndexStep(from ?? throw Unexpected());
        SkipSpace();
        var to = ReadInteger();
        SkipSpace();
        var step = Take(':') ? ReadInteger() ?? 1 : 1;
        return step > 0 ? new SliceStep(from, to, step) : throw Unexpected();
    }

    FilterStep ReadFilterStep()
    {
        SkipSpace();
        Expect('(');
        var filter = ReadOr();
        SkipSpace();
        Expect(')');
        return new(filter);
    }

    Filter ReadOr()
    {
        using var level = nesting.Enter(position);
        var parts = new List<Filter> { ReadAnd() };
        while (TakeWord("||"))
            parts.Add(ReadAnd());
        return parts is [var only] ? only : new OrFilter(parts);
    }

    Filter ReadAnd()
    {
        var parts = new List<Filter> { ReadCondition() };
        while (TakeWord("&&"))
            parts.Add(ReadCondition());
        return parts is [var only] ? only : new AndFilter(parts);
    }

    Filter ReadCondition()
    {
        SkipSpace();
        var isNegated = false;
        for (; Peek() == '!' && Peek(1) != '='; SkipSpace())
        {
            position++;
            isNegated = !isNegated;
        }
        var condition = Take('(') ? ReadParenthesis() : ReadComparison();
        return isNegated ? new NotFilter(condition) : condition;
    }

    Filter ReadParenthesis()
    {
        var inner = ReadOr();
        SkipSpace();
        Expect(')');
        return inner;
    }

    Filter ReadComparison()
    {
        var left = ReadOperand();
        SkipSpace();
        var found = Array.Find(Operators, op => string.CompareOrdinal(text, position, op, 0, op.Length) == 0);
        if (found is null)
            return left is PathOperand ? new ExistsFilter(left) : throw Unexpected();
        position += found.Length;
        SkipSpace();
        return new ComparisonFilter(found, left, found == "=~" ? ReadRegex() : ReadOperand());
    }

    FilterOperand ReadOperand()
    {
        using var level = nesting.Enter(position);
        switch (Peek())
        {
            case '@' or '$':
                var start = position++;
                var steps = ReadSteps();
                return new PathOperand(new(text[start..position], PathRoot.Data, null, steps), text[start] == '@');
            case '\'' or '"':
                return new LiteralOperand(ReadQuoted());
            case '[':
                return new LiteralOperand(ReadList());
        }
        return new LiteralOperand(char.IsLetter(Peek()) ? WordValue(ReadName()) : ReadNumber());
    }

    /// <summary>A word without quotes is a text: published workflows of AWS compare with [?(@.code==es)].</summary>
    static Json WordValue(string word) =>
        word switch
        {
            "true" => true,
            "false" => false,
            "null" => Json.Null,
            _ => word,
        };

    JsonArray ReadList()
    {
        Expect('[');
        var items = new List<Json>();
        SkipSpace();
        if (Take(']'))
            return JsonArray.Empty;
        do
        {
            SkipSpace();
            items.Add(ReadOperand() is LiteralOperand literal ? literal.Value : throw Unexpected());
            SkipSpace();
        } while (Take(','));
        Expect(']');
        return JsonArray.Of(items);
    }

    RegexOperand ReadRegex()
    {
        Expect('/');
        var start = position;
        while (position < text.Length && text[position] != '/')
            position += text[position] == '\\' ? 2 : 1;
        if (position >= text.Length)
            throw Unexpected();
        var pattern = text[start..position++];
        var ignoresCase = Take('i');
        return new(RegularExpression.Parse($"^(?:{pattern})$", ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None), ignoresCase);
    }

    string ReadQuoted()
    {
        var quote = text[position++];
        var content = new StringBuilder();
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (c == quote)
            {
                position++;
                return content.ToString();
            }
            // Before other characters a backslash has no meaning and stays in the text.
            if (c == '\\' && position + 1 < text.Length && (text[position + 1] == quote || text[position + 1] == '\\'))
                c = text[++position];
            content.Append(c);
        }
        throw new PathSyntaxException($"'{Shorten(text)}' has a quote that is not closed");
    }

    double ReadNumber()
    {
        var start = position;
        while (position < text.Length && (char.IsAsciiDigit(text[position]) || text[position] is '-' or '+' or '.' or 'e' or 'E'))
            position++;
        return FiniteNumber.Parse(text.AsSpan(start, position - start)) ?? throw Unexpected();
    }

    int? ReadInteger()
    {
        var start = position;
        if (Peek() == '-')
            position++;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
        if (position == start)
            return null;
        return int.TryParse(
            text.AsSpan(start, position - start),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : throw Unexpected();
    }

    bool TakeWord(string word)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0)
            return false;
        position += word.Length;
        return true;
    }

    bool Take(char c)
    {
        if (Peek() != c)
            return false;
        position++;
        return true;
    }

    void Expect(char c)
    {
        if (!Take(c))
            throw new PathSyntaxException($"'{Shorten(text)}' needs a '{c}' at character {position + 1}");
    }

    char Peek(int ahead = 0) => position + ahead < text.Length ? text[position + ahead] : '\0';

    void SkipSpace()
    {
        while (position < text.Length && text[position] == ' ')
            position++;
    }

    PathSyntaxException Unexpected() =>
        new(
            position < text.Length
                ? $"'{Shorten(text)}' has an unexpected '{text[position]}' at character {position + 1}"
                : $"'{Shorten(text)}' ends too early"
        );

    static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';

    static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '$' || c > '\u007f';

    static string Shorten(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
