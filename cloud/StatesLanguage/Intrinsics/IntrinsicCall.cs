using System.Text;
using Classroom.Languages;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Paths;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>An argument: a literal, a path, or another call.</summary>
abstract record IntrinsicArgument;

sealed record LiteralArgument(Json Value) : IntrinsicArgument;

sealed record PathArgument(JsonPath Path) : IntrinsicArgument;

/// <summary>A call of an intrinsic function in a definition: <c>States.Format('Hello {}', $.name)</c>.</summary>
sealed record IntrinsicCall(Intrinsic Function, IntrinsicArgument[] Arguments, string Text) : IntrinsicArgument
{
    public static IntrinsicCall Parse(string text)
    {
        try
        {
            return new IntrinsicParser(text).Parse();
        }
        catch (LanguageException exception)
        {
            throw new IntrinsicSyntaxException(exception.Message);
        }
    }

    /// <summary>All paths among the arguments, including the paths in nested calls.</summary>
    public IEnumerable<JsonPath> Paths =>
        Arguments.SelectMany(argument =>
            argument switch
            {
                PathArgument path => [path.Path],
                IntrinsicCall call => call.Paths,
                _ => [],
            }
        );

    public Json Evaluate(Func<JsonPath, Json> resolve, IntrinsicSources sources)
    {
        var values = Arguments
            .Select(argument =>
                argument switch
                {
                    LiteralArgument literal => literal.Value,
                    PathArgument path => resolve(path.Path),
                    IntrinsicCall call => call.Evaluate(resolve, sources),
                    _ => Json.Null,
                }
            )
            .ToList();
        try
        {
            return Function.Call(values, sources);
        }
        catch (IntrinsicException exception) when (!exception.Message.StartsWith("The function '", StringComparison.Ordinal))
        {
            throw new IntrinsicException($"The function '{Text}' had the following error: {exception.Message}");
        }
    }
}

/// <summary>A text that is not a valid call of an intrinsic function.</summary>
sealed class IntrinsicSyntaxException(string message) : Exception(message);

sealed class IntrinsicParser(string text)
{
    readonly string text = LanguageLimits.IntrinsicCall.Check(text);
    readonly Nesting nesting = new(LanguageLimits.IntrinsicCall);
    int position;

    public IntrinsicCall Parse()
    {
        var call = ReadCall();
        SkipSpace();
        return position == text.Length ? call : throw Unexpected();
    }

    IntrinsicCall ReadCall()
    {
        using var level = nesting.Enter(position);
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '.' or '_'))
            position++;
        var name = text[start..position];
        var function =
            Intrinsic.Find(name)
            ?? throw new IntrinsicSyntaxException(
                $"'{name}' is not an intrinsic function; allowed are {string.Join(", ", Intrinsic.Names)}"
            );
        SkipSpace();
        Expect('(');
        var arguments = ReadArguments(isTemplate: function is Format);
        Expect(')');
        var (least, most) = function.Arguments;
        if (arguments.Count < least || arguments.Count > most)
            throw new IntrinsicSyntaxException(
                $"{name} takes {(least == most ? $"{least}" : most == int.MaxValue ? $"at least {least}" : $"{least} to {most}")} "
                    + $"arguments, not {arguments.Count}"
            );
        return new(function, [.. arguments], text[start..position]);
    }

    List<IntrinsicArgument> ReadArguments(bool isTemplate)
    {
        var arguments = new List<IntrinsicArgument>();
        SkipSpace();
        if (Peek == ')')
            return arguments;
        while (true)
        {
            SkipSpace();
            arguments.Add(ReadArgument(isTemplate && arguments.Count == 0));
            SkipSpace();
            if (Peek != ',')
                return arguments;
            position++;
        }
    }

    IntrinsicArgument ReadArgument(bool isTemplate) =>
        Peek switch
        {
            '\'' => new LiteralArgument(ReadText(isTemplate)),
            '$' => new PathArgument(ReadPath()),
            'S' => ReadCall(),
            _ => ReadLiteral(),
        };

    /// <summary>
    /// A text in quotes. A backslash escapes a quote, a brace or a backslash. In a template the backslash stays, because Format parses the
    /// template again.
    /// </summary>
    string ReadText(bool isTemplate)
    {
        var content = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            var c = text[position];
            if (c == '\'')
            {
                position++;
                return content.ToString();
            }
            if (c == '\\')
            {
                var escaped = position + 1 < text.Length ? text[++position] : '\0';
                if (escaped is not ('\'' or '{' or '}' or '\\'))
                    throw new IntrinsicSyntaxException($"'\\{escaped}' is not an escape sequence; allowed are \\', \\{{, \\}} and \\\\");
                if (isTemplate && escaped is not '\'')
                    content.Append('\\');
                c = escaped;
            }
            content.Append(c);
        }
        throw new IntrinsicSyntaxException($"{text}: a quote is not closed");
    }

    /// <summary>
    /// Reads up to the comma or bracket that ends the argument. Commas and brackets inside brackets or quotes of the path do not end it.
    /// </summary>
    JsonPath ReadPath()
    {
        var start = position;
        var depth = 0;
        var quote = '\0';
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (quote != '\0')
            {
                if (c == '\\')
                    position++;
                else if (c == quote)
                    quote = '\0';
            }
            else if (c is '\'' or '"' && depth > 0)
                quote = c;
            else if (c is '[' or '(')
                depth++;
            else if (c is ']' or ')' && depth > 0)
                depth--;
            else if (c is ',' or ')' or ' ' && depth == 0)
                break;
        }
        try
        {
            return JsonPath.Parse(text[start..Math.Min(position, text.Length)]);
        }
        catch (PathSyntaxException exception)
        {
            throw new IntrinsicSyntaxException(exception.Message);
        }
    }

    LiteralArgument ReadLiteral()
    {
        var start = position;
        while (position < text.Length && text[position] is not (',' or ')' or ' '))
            position++;
        return text[start..position] switch
        {
            "true" => new(true),
            "false" => new(false),
            "null" => new(Json.Null),
            var number when FiniteNumber.Parse(number) is { } value => new(value),
            _ => throw Unexpected(start),
        };
    }

    char Peek => position < text.Length ? text[position] : '\0';

    void SkipSpace()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
    }

    void Expect(char c)
    {
        if (Peek != c)
            throw Unexpected();
        position++;
    }

    IntrinsicSyntaxException Unexpected(int? at = null)
    {
        var place = at ?? position;
        return new(
            place < text.Length ? $"'{text}' has an unexpected '{text[place]}' at character {place + 1}" : $"'{text}' ends too early"
        );
    }
}
