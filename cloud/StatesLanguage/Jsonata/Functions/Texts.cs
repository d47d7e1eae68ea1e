using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>Functions of texts. Lengths and positions count Unicode characters, not UTF-16 code units.</summary>
static partial class Texts
{
    public static NativeFunction[] Functions { get; } =
    [
        // Arity 1: $map passes the index to functions of two arguments, and $string would take the index for `prettify`.
        new("string", "<x-b?:s>", (args, _) => args[0] is { } value ? Of(value, args is [_, JsonBoolean { Value: true }]) : null, arity: 1),
        new("length", "<s-:n>", (args, _) => args[0] is JsonString text ? Length(text.Value) : null),
        new("substring", "<s-nn?:s>", (args, _) => args[0] is JsonString text ? Substring(text.Value, args) : null),
        new("substringBefore", "<s-s:s>", (args, _) => args[0] is JsonString text ? Before(text, args[1]) : null),
        new("substringAfter", "<s-s:s>", (args, _) => args[0] is JsonString text ? After(text, args[1]) : null),
        new("lowercase", "<s-:s>", (args, _) => args[0] is JsonString text ? text.Value.ToLowerInvariant() : null),
        new("uppercase", "<s-:s>", (args, _) => args[0] is JsonString text ? text.Value.ToUpperInvariant() : null),
        new("trim", "<s-:s>", (args, _) => args[0] is JsonString text ? WhiteSpace().Replace(text.Value, " ").Trim(' ') : null),
        new("pad", "<s-ns?:s>", (args, site) => args[0] is JsonString text ? Pad(text.Value, args, site.Frame.Evaluation.Options) : null),
        new(
            "join",
            "<a<s>s?:s>",
            (args, site) => args[0] is JsonArray items ? Join(items, args.ElementAtOrDefault(1), site.Frame.Evaluation.Options) : null
        ),
    ];

    /// <summary>Converts a value to text as &amp; and $string() do. Nothing becomes an empty text.</summary>
    public static string Of(Json? value, bool indented = false) =>
        value switch
        {
            null or Function => "",
            JsonString text => text.Value,
            JsonNumber number when !double.IsFinite(number.Value) => throw new JsonataException("D3001", value: number),
            JsonArray array when array.Origin.HasFlag(ArrayOrigin.OuterWrapper) => Of(array[0], indented),
            _ => indented ? Printable(value).ToIndentedString() : Printable(value).ToString(),
        };

    /// <summary>Rounds numbers to 15 digits, and replaces functions with an empty text.</summary>
    static Json Printable(Json value) =>
        value switch
        {
            JsonNumber number => Printable(number),
            JsonArray items => JsonArray.Of(items.Select(Printable)),
            JsonObject members => new JsonObject([.. members.Select(member => KeyValuePair.Create(member.Key, Printable(member.Value)))]),
            Function => JsonString.Empty,
            _ => value,
        };

    static JsonNumber Printable(JsonNumber number)
    {
        var value = Numeric.Checked(number);
        return new(
            number.IsInteger ? value : double.Parse(value.ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        );
    }

    public static int Length(string text)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i += CharacterAt(text, i))
            length++;
        return length;
    }

    static string Substring(string text, Json?[] args)
    {
        var count = Length(text);
        var start = args[1] is JsonNumber from ? (int)Math.Clamp(from.Value, -1e9, 1e9) : 0;
        if (count + start < 0)
            start = 0;
        var begin = start < 0 ? count + start : Math.Min(start, count);
        var end = count;
        if (args.ElementAtOrDefault(2) is JsonNumber length)
        {
            if (length.Value <= 0)
                return "";
            end = (int)Math.Clamp(Math.Truncate(begin + length.Value), begin, count);
        }
        return text[IndexOf(text, begin)..IndexOf(text, end)];
    }

    /// <summary>The index of a character. A character outside the basic plane takes two code units.</summary>
    static int IndexOf(string text, int character)
    {
        var index = 0;
        for (; character > 0; character--)
            index += CharacterAt(text, index);
        return index;
    }

    static int CharacterAt(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;

    static JsonString Before(JsonString text, Json? mark)
    {
        var at = text.Value.IndexOf(Of(mark), StringComparison.Ordinal);
        return at < 0 ? text : new(text.Value[..at]);
    }

    static JsonString After(JsonString text, Json? mark)
    {
        var at = text.Value.IndexOf(Of(mark), StringComparison.Ordinal);
        return at < 0 ? text : new(text.Value[(at + Of(mark).Length)..]);
    }

    static string Pad(string text, Json?[] args, JsonataOptions options)
    {
        var fill = args.ElementAtOrDefault(2) is JsonString { Value.Length: > 0 } given ? given.Value : " ";
        var width = args[1] is JsonNumber number ? (int)Math.Clamp(Math.Truncate(number.Value), -1e8, 1e8) : 0;
        var missing = Math.Abs(width) - Length(text);
        if (missing <= 0)
            return text;
        options.AllowText((double)text.Length + missing);
        var padding = new StringBuilder();
        for (var (i, at) = (0, 0); i < missing; i++)
        {
            var size = CharacterAt(fill, at);
            padding.Append(fill, at, size);
            at = at + size == fill.Length ? 0 : at + size;
        }
        return width > 0 ? text + padding : padding + text;
    }

    static string Join(JsonArray items, Json? separator, JsonataOptions options)
    {
        var between = Of(separator);
        options.AllowText(((double)between.Length * items.Count) + items.Size);
        return string.Join(between, items.Select(item => Of(item)));
    }

    [GeneratedRegex(@"[ \t\n\r]+")]
    private static partial Regex WhiteSpace();
}
