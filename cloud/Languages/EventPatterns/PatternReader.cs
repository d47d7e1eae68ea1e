using System.Text;
using System.Text.Json;

namespace Classroom.Languages.EventPatterns;

/// <summary>
/// Reads the tokens of a pattern. Its mistakes have the position that AWS reports: AWS's parser has read a number or a bracket to its end,
/// but of a text only the quotation mark, unless the pattern asked for the text.
/// </summary>
ref struct PatternReader
{
    const string Values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

    readonly string text;
    readonly byte[] utf8;
    Utf8JsonReader json;
    bool isAtEnd;

    public PatternReader(string text, LanguageLimits limits)
    {
        this.text = limits.Check(text);
        utf8 = Encoding.UTF8.GetBytes(text);
        json = new(utf8, new JsonReaderOptions { MaxDepth = limits.Depth });
        Limits = limits;
    }

    public LanguageLimits Limits { get; }

    public readonly JsonTokenType Kind => json.TokenType;

    /// <summary>Moves to the next token and returns its kind.</summary>
    public JsonTokenType Next()
    {
        try
        {
            isAtEnd = !json.Read();
            return json.TokenType;
        }
        catch (JsonException exception)
        {
            throw BoundedJson.IsTooDeep(exception) ? Limits.TooDeep() : NotJson(exception);
        }
    }

    /// <summary>Reads to the end, to find what is not JSON.</summary>
    public void ReadAll()
    {
        while (!isAtEnd)
            Next();
    }

    public readonly string Text()
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new LanguageException($"The {Limits.Name} is not JSON: it contains a string that is not valid Unicode");
        }
    }

    /// <summary>The token as it is written, without the quotation marks of a text.</summary>
    public readonly string Written() =>
        Kind == JsonTokenType.String ? Text() : Encoding.UTF8.GetString(utf8.AsSpan((int)json.TokenStartIndex, TokenLength));

    public readonly double Number() =>
        FiniteNumber.Parse(Written()) ?? throw Mistake($"The number {Written()} is too large; at most {double.MaxValue} is allowed");

    /// <summary>A mistake at a token whose text has not been asked for.</summary>
    public readonly LanguageException Mistake(string message, int mentions = 1) =>
        At(message, Kind == JsonTokenType.String ? (int)json.TokenStartIndex + 1 : (int)json.BytesConsumed, mentions);

    /// <summary>A mistake in the text of a token.</summary>
    public readonly LanguageException MistakeAfter(string message) => At(message, (int)json.BytesConsumed, 1);

    readonly int TokenLength => (int)(json.BytesConsumed - json.TokenStartIndex);

    readonly LanguageException At(string message, int bytes, int mentions) =>
        new(message) { At = PositionOf(bytes) with { Mentions = mentions } };

    readonly TextPosition PositionOf(int bytes)
    {
        var read = Encoding.UTF8.GetString(utf8.AsSpan(0, bytes));
        return new(read.AsSpan().Count('\n') + 1, read.Length - read.LastIndexOf('\n'));
    }

    readonly LanguageException NotJson(JsonException exception)
    {
        var at = OffsetOf(exception);
        if (at >= text.Length)
            return Unreadable("Unexpected end-of-input", text.Length);
        var (start, end) = WordAround(at);
        if (end > start && !IsDigitsOnly(start, end))
            return IsName(start)
                ? Unexpected(start, "was expecting double-quote to start field name")
                : Unreadable($"Unrecognized token '{text[start..end]}': was expecting {Values}", end);
        return Unexpected(at, IsName(at) ? "was expecting double-quote to start field name" : $"expected a valid value {Values}");
    }

    readonly LanguageException Unexpected(int at, string expected) =>
        Unreadable($"Unexpected character ('{text[at]}' (code {(int)text[at]})): {expected}", at);

    readonly LanguageException Unreadable(string message, int characters) =>
        new(message) { At = PositionOf(Encoding.UTF8.GetByteCount(text.AsSpan(0, characters))) with { IsJson = false } };

    readonly int OffsetOf(JsonException exception)
    {
        var line = (int)(exception.LineNumber ?? 0);
        var start = 0;
        for (; line > 0; line--)
            start = Array.IndexOf(utf8, (byte)'\n', start) + 1;
        return Encoding.UTF8.GetCharCount(utf8.AsSpan(0, Math.Min(utf8.Length, start + (int)(exception.BytePositionInLine ?? 0))));
    }

    readonly (int Start, int End) WordAround(int at)
    {
        var (start, end) = (at, at);
        while (start > 0 && IsWord(text[start - 1]))
            start--;
        while (end < text.Length && IsWord(text[end]))
            end++;
        return (start, end);
    }

    readonly bool IsDigitsOnly(int start, int end) => !text.AsSpan(start, end - start).ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether the name of a member should be here: after an opening brace, or after a comma within an object.</summary>
    readonly bool IsName(int at)
    {
        var before = text.AsSpan(0, at).TrimEnd();
        return before is [.., '{'] || (before is [.., ','] && before.LastIndexOf('{') > before.LastIndexOf('['));
    }

    static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '$';
}
