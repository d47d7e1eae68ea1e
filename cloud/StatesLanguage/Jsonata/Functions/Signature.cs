using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>
/// The parameters of a function: <c>&lt;s-nn?:s&gt;</c> is a text (or the context if it is absent), a number, and an optional number.
/// Matching writes the type of each argument as one letter and compares the letters with a regular expression.
/// </summary>
sealed class Signature
{
    const string AnyJson = "asnblom";
    const string AnyThing = "asnblfom";

    const int MostKept = 1000;

    static readonly ConcurrentDictionary<string, Signature> Known = new();

    readonly Parameter[] parameters;
    readonly Func<string, Match> match;

    Signature(Parameter[] parameters, Func<string, Match> match) => (this.parameters, this.match) = (parameters, match);

    public int Parameters => parameters.Length;

    /// <summary>A signature of the library. Its pattern is safe, therefore it uses the fastest matching.</summary>
    public static Signature OfLibrary(string text)
    {
        var parameters = ParseParameters(text, -1);
#pragma warning disable RS0030 // the pattern is not user input
        return new(parameters, new Regex(PatternOf(parameters), RegexOptions.CultureInvariant).Match);
#pragma warning restore RS0030
    }

    /// <summary>A signature in an expression.</summary>
    public static Signature Parse(string text, int position = -1)
    {
        if (Known.TryGetValue(text, out var known))
            return known;
        var parameters = ParseParameters(text, position);
        try
        {
            var pattern = RegularExpression.Parse(PatternOf(parameters));
            var signature = new Signature(parameters, letters => pattern.Match(letters, 0));
            return Known.Count < MostKept ? Known.GetOrAdd(text, signature) : signature;
        }
        catch (LanguageException)
        {
            throw new JsonataException("S0401", position);
        }
    }

    static string PatternOf(Parameter[] parameters) => $"^{string.Concat(parameters.Select(parameter => $"({parameter.Pattern})"))}$";

    public Json?[] Bind(Json?[] arguments, Json? context)
    {
        if (Fits(arguments))
            return arguments;
        var supplied = string.Concat(arguments.Select(LetterOf));
        var matched = match(supplied);
        if (!matched.Success)
            throw Mismatch(supplied);
        var bound = new List<Json?>();
        var next = 0;
        for (var i = 0; i < parameters.Length; i++)
        {
            var letters = matched.Groups[i + 1].Value;
            if (letters.Length == 0)
                bound.Add(BindMissing(parameters[i], arguments, context, ref next));
            foreach (var letter in letters)
            {
                // As in other implementations, an optional parameter that is skipped in the middle still consumes an argument.
                var argument = next < arguments.Length ? arguments[next] : null;
                bound.Add(parameters[i].Type == 'a' ? AsArray(parameters[i], letters, letter, argument, next) : argument);
                next++;
            }
        }
        return [.. bound];
    }

    static Json? BindMissing(Parameter parameter, Json?[] arguments, Json? context, ref int next)
    {
        if (parameter.ContextLetters is null)
            return next < arguments.Length ? arguments[next++] : null;
        return parameter.ContextLetters.Contains(LetterOf(context), StringComparison.Ordinal)
            ? context
            : throw new JsonataException("T0411", value: context, detail: $"{next + 1}");
    }

    /// <summary>The common case, which needs no pattern: one argument of the exact type for each parameter.</summary>
    bool Fits(Json?[] arguments)
    {
        if (arguments.Length != parameters.Length)
            return false;
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = parameters[i];
            if (parameter.IsRepeated || parameter.Type == 'a' || arguments[i] is null)
                return false;
            if (!parameter.Letters.Contains(LetterOf(arguments[i]), StringComparison.Ordinal))
                return false;
        }
        return true;
    }

    static JsonArray? AsArray(Parameter parameter, string letters, char letter, Json? argument, int index)
    {
        if (letter == 'm')
            return null;
        if (parameter.Subtype is { } subtype)
        {
            var fits = argument is JsonArray given ? HasOnly(given, subtype[0]) : letters == subtype;
            if (!fits)
                throw new JsonataException("T0412", value: argument, detail: $"{index + 1}|{NameOf(subtype[0])}");
        }
        return argument is JsonArray array ? array : new JsonArray(argument!);
    }

    static bool HasOnly(JsonArray array, char letter)
    {
        foreach (var item in array.Items)
        {
            if (LetterOf(item) != letter)
                return false;
        }
        return true;
    }

    /// <summary>Finds the number of matching parameters; the error names the next argument.</summary>
    JsonataException Mismatch(string supplied)
    {
        var soFar = new StringBuilder("^");
        var good = 0;
        foreach (var parameter in parameters)
        {
            soFar.Append(parameter.Pattern);
            var matched = RegularExpression.Parse(soFar.ToString()).Match(supplied, 0);
            if (!matched.Success)
                break;
            good = matched.Length;
        }
        return new("T0410", detail: $"{good + 1}");
    }

    static char LetterOf(Json? value) =>
        value switch
        {
            null => 'm',
            JsonString => 's',
            JsonNumber => 'n',
            JsonBoolean => 'b',
            JsonNull => 'l',
            JsonArray => 'a',
            Function => 'f',
            _ => 'o',
        };

    static string NameOf(char letter) =>
        letter switch
        {
            'a' => "arrays",
            'b' => "booleans",
            'f' => "functions",
            'n' => "numbers",
            'o' => "objects",
            's' => "strings",
            _ => "values",
        };

    static Parameter[] ParseParameters(string text, int position)
    {
        var made = new List<Parameter>();
        for (var at = 1; at < text.Length && text[at] is not (':' or '>'); at++)
        {
            switch (text[at])
            {
                case 's' or 'n' or 'b' or 'l' or 'o':
                    made.Add(new(text[at], $"{text[at]}m"));
                    break;
                case 'a':
                    made.Add(new('a', AnyThing));
                    break;
                case 'f':
                    made.Add(new('f', "f"));
                    break;
                case 'j':
                    made.Add(new('j', AnyJson));
                    break;
                case 'x':
                    made.Add(new('x', AnyThing));
                    break;
                case '-' or '?' or '+' when made.Count == 0:
                    throw new JsonataException("S0401", position);
                case '-':
                    made[^1] = made[^1] with { ContextLetters = made[^1].Letters, Suffix = "?" };
                    break;
                case '?':
                    made[^1] = made[^1] with { Suffix = made[^1].Suffix + "?" };
                    break;
                case '+':
                    made[^1] = made[^1] with { Suffix = made[^1].Suffix + "+", IsRepeated = true };
                    break;
                case '(':
                    var end = Closing(text, at, '(', ')');
                    var choice = text[(at + 1)..end];
                    if (!choice.All(AnyThing.Contains))
                        throw new JsonataException("S0402", position);
                    made.Add(new('(', choice + "m"));
                    at = end;
                    break;
                case '<':
                    if (made is not [.., { Type: 'a' or 'f' }])
                        throw new JsonataException("S0401", position);
                    var close = Closing(text, at, '<', '>');
                    made[^1] = made[^1] with { Subtype = text[(at + 1)..close] };
                    at = close;
                    break;
            }
        }
        return [.. made];
    }

    static int Closing(string text, int from, char open, char close)
    {
        var depth = 0;
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] == open)
                depth++;
            else if (text[at] == close && --depth == 0)
                return at;
        }
        return text.Length - 1;
    }

    sealed record Parameter(char Type, string Letters)
    {
        public string Suffix { get; init; } = "";

        public bool IsRepeated { get; init; }

        /// <summary>The types of the context that may replace a missing argument.</summary>
        public string? ContextLetters { get; init; }

        public string? Subtype { get; init; }

        public string Pattern => $"[{Letters}]{Suffix}";
    }
}
