using System.Text;
using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Crash;

/// <summary>Texts that a storage may fail on. Each is allowed by the APIs.</summary>
static class Awkward
{
    public const int LargestPayload = 256 * 1024;

    const string TagLetters = "abcXYZ019 _.:/=+-@äßñœЖйλΩאבजक汉字あアกข";

    // Line breaks and separators, quotation marks, byte order marks, combining characters, and the first and last characters of every plane
    // that has any.
    static readonly string[] Pieces =
    [
        "\n",
        "\t",
        "\"",
        "'",
        "\\",
        "\\n",
        "\\u0000",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "--",
        ";",
        "%",
        "%00",
        "${x}",
        "<a&b>",
        " ",
        "  ",
        "\u0085",
        "\u2028",
        "\u2029",
        "\uFEFF",
        "\u200B",
        "\u202E",
        "e\u0301",
        "\uD7FF",
        "\uE000",
        "\uFFFD",
        "\uFB01",
        "\u0130",
        "ı",
        "ß",
        "Ω",
        "א",
        "ع",
        "ह",
        "汉",
        "한",
        "\U00010000",
        "\U0001F600",
        "\U0001F468\u200D\U0001F469",
        "\U0001FFFD",
        "\U00020000",
        "\U0002FFFD",
        "\U00030000",
        "\U0003134A",
        "\U000E0001",
        "\U000E01EF",
        "\U000F0000",
        "\U000FFFFD",
        "\U00100000",
        "\U0010FFFD",
        "a",
        "Zz",
        "0",
        "-1",
    ];

    /// <summary>A text of any characters that XML 1.0 allows, as the message services accept it.</summary>
    public static string Text(Random random, int most)
    {
        var text = new StringBuilder();
        var length = random.Next(1, most + 1);
        while (text.Length < length)
            text.Append(random.Next(3) == 0 ? Pieces[random.Next(Pieces.Length)] : Word(random));
        return Cut(text, most);
    }

    /// <summary>Sometimes a text of the greatest size in bytes that the services accept.</summary>
    public static string Payload(Random random, int most = LargestPayload) =>
        random.Next(60) == 0
            ? Filled(random, most)
            : Text(random, random.Next(8) == 0 ? Math.Min(8000, most / 4) : Math.Min(300, most / 4));

    /// <summary>A text of the characters that IAM accepts in a description: ASCII and Latin-1, with line breaks.</summary>
    public static string Latin(Random random, int most)
    {
        var letters = new char[random.Next(0, most + 1)];
        for (var i = 0; i < letters.Length; i++)
            letters[i] = random.Next(12) switch
            {
                0 => '\n',
                1 => '\t',
                < 5 => (char)random.Next(0xA1, 0x100),
                _ => (char)random.Next(0x20, 0x7F),
            };
        return new(letters);
    }

    public static string Tag(Random random) =>
        new([.. Enumerable.Range(0, random.Next(0, 40)).Select(_ => TagLetters[random.Next(TagLetters.Length)])]);

    /// <summary>A JSON object with unusual names and values; half of the objects are formatted over several lines.</summary>
    public static string Json(Random random, int most = 2000)
    {
        var members = Object(random, depth: 3, most / 8);
        return members.ToJsonString(random.Next(2) == 0 ? Formats.Pretty : Formats.Plain);
    }

    public static JsonObject Object(Random random, int depth, int text)
    {
        var members = new JsonObject();
        for (var left = random.Next(1, 5); left > 0; left--)
            members[random.Next(9) == 0 ? "" : $"{Text(random, 6)}{left}"] = Value(random, depth - 1, Math.Max(1, text));
        return members;
    }

    /// <summary>Object keys with spaces, slashes, percent signs and letters of many alphabets.</summary>
    public static string ObjectKey(Random random, int number) =>
        random.Next(6) switch
        {
            0 => $"odd //{number}/ a+b&c=d?e#f",
            1 => $"odd/%2F%25/{number}/ leading and trailing ",
            2 => $"odd/汉字-\U0001F600-\U00020000-\U0010FFFD/{number}",
            3 => $"odd/{number}/'\"<>|*:;,@!$()[]{{}}\\^~`",
            4 => $"odd/{number}/e\u0301\u200B\u202E.txt/",
            _ => $"plain/{number}.json",
        };

    /// <summary>A path as UTF-8, percent-encoded except for its slashes.</summary>
    public static string Escaped(string key) => string.Join('/', key.Split('/').Select(Uri.EscapeDataString));

    static JsonNode? Value(Random random, int depth, int text) =>
        random.Next(depth > 0 ? 9 : 7) switch
        {
            0 => null,
            1 => random.Next(2) == 0,
            2 => random.Next(-1000, 1000),
            3 => 9007199254740991L - random.Next(1000),
            4 => Math.Round(random.NextDouble(), 6) * 1e-7,
            5 => "",
            6 => Text(random, text),
            7 => Object(random, depth, text),
            _ => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1, text))]),
        };

    static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => (char)random.Next('a', 'z' + 1))]);

    static string Filled(Random random, int most)
    {
        var text = new StringBuilder();
        var bytes = 0;
        while (true)
        {
            var piece = random.Next(4) == 0 ? Pieces[random.Next(Pieces.Length)] : Word(random);
            bytes += Encoding.UTF8.GetByteCount(piece);
            if (bytes > most)
                return text.ToString();
            text.Append(piece);
        }
    }

    // Never cuts a surrogate pair in two.
    static string Cut(StringBuilder text, int most)
    {
        var length = Math.Min(text.Length, most);
        if (length > 0 && char.IsHighSurrogate(text[length - 1]))
            length--;
        return length == 0 ? "x" : text.ToString(0, length);
    }
}
