using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Pictures;

/// <summary>The format of an integer: <c>#,##0</c>, <c>1;o</c> (1st), <c>A</c>, <c>i</c>, <c>Ww</c>.</summary>
sealed class IntegerPicture
{
    /// <summary>The zeros of the decimal digit families in Unicode's basic plane.</summary>
    static readonly int[] Zeros =
    [
        0x30,
        0x0660,
        0x06F0,
        0x07C0,
        0x0966,
        0x09E6,
        0x0A66,
        0x0AE6,
        0x0B66,
        0x0BE6,
        0x0C66,
        0x0CE6,
        0x0D66,
        0x0DE6,
        0x0E50,
        0x0ED0,
        0x0F20,
        0x1040,
        0x1090,
        0x17E0,
        0x1810,
        0x1946,
        0x19D0,
        0x1A80,
        0x1A90,
        0x1B50,
        0x1BB0,
        0x1C40,
        0x1C50,
        0xA620,
        0xA8D0,
        0xA900,
        0xA9D0,
        0xA9F0,
        0xAA50,
        0xABF0,
        0xFF10,
    ];

    readonly string primary;
    readonly bool isOrdinal;
    readonly List<(int Position, string Text)> separators = [];
    int zero = -1;

    IntegerPicture(string primary, bool isOrdinal)
    {
        this.primary = primary;
        this.isOrdinal = isOrdinal;
        if (!IsNamed)
            ReadDigits();
    }

    public int MandatoryDigits { get; set; }

    public int OptionalDigits { get; private set; }

    /// <summary>The number of digits to parse where another number follows without a separator; 0 for any number of digits.</summary>
    public int ReadWidth { get; set; }

    public int RegularStep { get; private set; }

    public string? Separator => separators is [(_, var text), ..] ? text : null;

    bool IsNamed => primary is "A" or "a" or "I" or "i" or "W" or "w" or "Ww";

    public static IntegerPicture Parse(string picture)
    {
        var semicolon = picture.LastIndexOf(';');
        return semicolon < 0 ? new(picture, false) : new(picture[..semicolon], picture.AsSpan(semicolon + 1).StartsWith("o"));
    }

    public string Format(double value)
    {
        var size = Math.Abs(value);
        var text = primary switch
        {
            "A" => Numerals.ToLetters(size, 'A'),
            "a" => Numerals.ToLetters(size, 'a'),
            "I" => Numerals.ToRoman(size).ToUpperInvariant(),
            "i" => Numerals.ToRoman(size),
            "W" => NumberWords.Write(size, isOrdinal).ToUpperInvariant(),
            "w" => NumberWords.Write(size, isOrdinal).ToLowerInvariant(),
            "Ww" => NumberWords.Write(size, isOrdinal),
            _ => FormatDigits(size),
        };
        return value < 0 ? "-" + text : text;
    }

    public string Pattern =>
        primary switch
        {
            "A" => "[A-Z]+",
            "a" => "[a-z]+",
            "I" => "[MDCLXVI]+",
            "i" => "[mdclxvi]+",
            "W" or "w" or "Ww" => NumberWords.Pattern,
            _ => $"[0-9]{(ReadWidth > 0 ? $"{{{ReadWidth}}}" : "+")}{(isOrdinal ? "(?:th|st|nd|rd)" : "")}",
        };

    public double Read(string text) =>
        primary switch
        {
            "A" => Numerals.FromLetters(text, 'A'),
            "a" => Numerals.FromLetters(text, 'a'),
            "I" or "i" => Numerals.FromRoman(text),
            "W" or "w" or "Ww" => NumberWords.Read(text),
            _ => ReadDigits(text),
        };

    void ReadDigits()
    {
        var position = 0;
        foreach (var rune in primary.EnumerateRunes().Reverse())
        {
            if (Array.Find(Zeros, candidate => rune.Value >= candidate && rune.Value <= candidate + 9) is > 0 and var found)
            {
                if (zero >= 0 && zero != found)
                    throw new JsonataException("D3131");
                zero = found;
                MandatoryDigits++;
                position++;
            }
            else if (rune.Value == '#')
            {
                OptionalDigits++;
                position++;
            }
            else
            {
                separators.Add((position, rune.ToString()));
            }
        }
        if (zero < 0)
            throw new JsonataException("D3130", value: primary);
        var isUniform = separators.TrueForAll(separator => separator.Text == separators[0].Text);
        RegularStep = isUniform ? Grouping.RegularStep([.. separators.Select(separator => separator.Position)]) : 0;
    }

    string FormatDigits(double value)
    {
        var digits = new JsonNumber(value).Text.PadLeft(MandatoryDigits, '0');
        if (zero != '0')
            digits = string.Concat(digits.Select(digit => new Rune(digit - '0' + zero).ToString()));
        var text = new StringBuilder(digits);
        if (RegularStep > 0)
        {
            for (var at = digits.Length - RegularStep; at > 0; at -= RegularStep)
                text.Insert(at, separators[0].Text);
        }
        else
        {
            foreach (var (position, separator) in separators)
            {
                if (digits.Length - position >= 0)
                    text.Insert(digits.Length - position, separator);
            }
        }
        return isOrdinal ? text + Suffix(digits) : text.ToString();
    }

    static string Suffix(string digits) =>
        (digits.Length > 1 && digits[^2] == '1' ? ' ' : digits[^1]) switch
        {
            '1' => "st",
            '2' => "nd",
            '3' => "rd",
            _ => "th",
        };

    double ReadDigits(string text)
    {
        if (isOrdinal && text.Length > 2)
            text = text[..^2];
        foreach (var (_, separator) in separators)
            text = text.Replace(separator, "", StringComparison.Ordinal);
        if (zero != '0')
            text = string.Concat(text.EnumerateRunes().Select(rune => new Rune(rune.Value - zero + '0').ToString()));
        var match = Regex.Match(text, "^[+-]?[0-9]+", RegexOptions.CultureInvariant);
        return match.Success
            ? double.Parse(match.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : throw new JsonataException("D3030", value: text);
    }
}
