using System.Text;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>Base64 and the encodings of URLs.</summary>
static class Encodings
{
    /// <summary>
    /// The characters that encodeURI keeps besides letters and digits: encodeURI encodes whole URLs, and these characters separate their
    /// parts.
    /// </summary>
    const string Reserved = ";/?:@&=+$,#";
    const string Unreserved = "-_.!~*'()";

    public static NativeFunction[] Functions { get; } =
    [
        new(
            "base64encode",
            "<s-:s>",
            (args, _) => args[0] is JsonString text ? Convert.ToBase64String(Encoding.Latin1.GetBytes(text.Value)) : null
        ),
        new("base64decode", "<s-:s>", (args, _) => args[0] is JsonString text ? Decode64(text.Value) : null),
        new(
            "encodeUrlComponent",
            "<s-:s>",
            (args, _) => args[0] is JsonString text ? Encode(text, Unreserved, "encodeUrlComponent") : null
        ),
        new("encodeUrl", "<s-:s>", (args, _) => args[0] is JsonString text ? Encode(text, Unreserved + Reserved, "encodeUrl") : null),
        new("decodeUrlComponent", "<s-:s>", (args, _) => args[0] is JsonString text ? Decode(text, "", "decodeUrlComponent") : null),
        new("decodeUrl", "<s-:s>", (args, _) => args[0] is JsonString text ? Decode(text, Reserved, "decodeUrl") : null),
    ];

    static string Decode64(string text)
    {
        // As in browsers, padding is optional and characters outside the alphabet are ignored.
        var digits = new string([.. text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '-' or '_')])
            .Replace('-', '+')
            .Replace('_', '/');
        if (digits.Length % 4 == 1)
            digits = digits[..^1];
        return Encoding.Latin1.GetString(Convert.FromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '=')));
    }

    static string Encode(JsonString text, string literal, string function)
    {
        var encoded = new StringBuilder();
        Span<byte> bytes = stackalloc byte[4];
        for (var rest = text.Value.AsSpan(); !rest.IsEmpty; )
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done)
                throw Malformed(text, function);
            if (
                rune.IsAscii
                && (char.IsAsciiLetterOrDigit((char)rune.Value) || literal.Contains((char)rune.Value, StringComparison.Ordinal))
            )
            {
                encoded.Append((char)rune.Value);
            }
            else
            {
                foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
                    encoded.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
            rest = rest[length..];
        }
        return encoded.ToString();
    }

    static string Decode(JsonString text, string keep, string function)
    {
        var decoded = new StringBuilder();
        var source = text.Value;
        for (var at = 0; at < source.Length; )
        {
            if (source[at] != '%')
            {
                decoded.Append(source[at++]);
                continue;
            }
            var bytes = new List<byte>();
            var from = at;
            var expected = 1;
            while (bytes.Count < expected)
            {
                if (
                    at + 2 >= source.Length
                    || source[at] != '%'
                    || !byte.TryParse(source.AsSpan(at + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var b)
                )
                    throw Malformed(text, function);
                if (bytes.Count == 0)
                    expected =
                        b < 0x80 ? 1
                        : b < 0xE0 ? 2
                        : b < 0xF0 ? 3
                        : 4;
                bytes.Add(b);
                at += 3;
            }
            if (Rune.DecodeFromUtf8(bytes.ToArray(), out var rune, out _) != System.Buffers.OperationStatus.Done)
                throw Malformed(text, function);
            if (rune.IsAscii && keep.Contains((char)rune.Value, StringComparison.Ordinal))
                decoded.Append(source, from, at - from);
            else
                decoded.Append(rune.ToString());
        }
        return decoded.ToString();
    }

    static JsonataException Malformed(JsonString text, string function) => new("D3140", token: function, value: text);
}
