using System.Globalization;
using System.Numerics;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Functions;

namespace Classroom.StatesLanguage.Jsonata.Pictures;

/// <summary>The format of a decimal number: <c>#,##0.00;(#,##0.00)</c>, as XPath's fn:format-number defines it.</summary>
static class NumberPicture
{
    public static string Format(double value, string picture, JsonObject? options)
    {
        var symbols = NumberSymbols.From(options);
        var pictures = picture.Split(symbols.PatternSeparator);
        if (pictures.Length > 2)
            throw new JsonataException("D3080");
        var parts = pictures.Select(part => SubPicture.Parse(part, symbols)).ToArray();
        var chosen =
            value >= 0 ? parts[0]
            : parts.Length == 2 ? parts[1]
            : parts[0] with { Prefix = symbols.MinusSign + parts[0].Prefix };
        return chosen.Format(value, symbols);
    }
}

/// <summary>The characters with a meaning in a picture and in the formatted number.</summary>
sealed record NumberSymbols(
    string DecimalSeparator,
    string GroupingSeparator,
    string ExponentSeparator,
    string MinusSign,
    string Percent,
    string PerMille,
    string ZeroDigit,
    string Digit,
    string PatternSeparator
)
{
    public static NumberSymbols From(JsonObject? options)
    {
        string Symbol(string name, string otherwise) => options?[name] is JsonString { Value.Length: > 0 } text ? text.Value : otherwise;
        return new(
            Symbol("decimal-separator", "."),
            Symbol("grouping-separator", ","),
            Symbol("exponent-separator", "e"),
            Symbol("minus-sign", "-"),
            Symbol("percent", "%"),
            Symbol("per-mille", "\u2030"),
            Symbol("zero-digit", "0"),
            Symbol("digit", "#"),
            Symbol("pattern-separator", ";")
        );
    }

    public bool IsDecimalDigit(char c) => c >= ZeroDigit[0] && c <= ZeroDigit[0] + 9;

    public bool IsDigit(char c) => IsDecimalDigit(c) || c == Digit[0];

    public bool IsActive(char c) => IsDigit(c) || c == DecimalSeparator[0] || c == GroupingSeparator[0] || c == ExponentSeparator[0];

    public string Localize(string digits) =>
        ZeroDigit == "0" ? digits : string.Concat(digits.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + ZeroDigit[0]) : c));
}

sealed record SubPicture(string Text, string Prefix, string Suffix, string Integer, string Fraction, string? Exponent)
{
    int minimumInteger;
    int scaling;
    int minimumFraction;
    int maximumFraction;
    int minimumExponent;
    List<int> integerGroups = [];
    List<int> fractionGroups = [];

    public static SubPicture Parse(string text, NumberSymbols symbols)
    {
        bool Bounds(char c) => symbols.IsActive(c) && c != symbols.ExponentSeparator[0];
        var first = text.ToList().FindIndex(Bounds);
        var last = text.ToList().FindLastIndex(Bounds);
        var prefix = first < 0 ? "" : text[..first];
        var suffix = last < 0 ? "" : text[(last + 1)..];
        var active = text[prefix.Length..(text.Length - suffix.Length)];
        var mark = active.IndexOf(symbols.ExponentSeparator, StringComparison.Ordinal);
        var mantissa = mark < 0 ? active : active[..mark];
        var point = mantissa.IndexOf(symbols.DecimalSeparator, StringComparison.Ordinal);
        var picture = new SubPicture(
            text,
            prefix,
            suffix,
            point < 0 ? mantissa : mantissa[..point],
            point < 0 ? "" : mantissa[(point + 1)..],
            mark < 0 ? null : active[(mark + 1)..]
        );
        picture.Check(active, mantissa, symbols);
        picture.Analyse(symbols);
        return picture;
    }

    public string Format(double value, NumberSymbols symbols)
    {
        var scaled =
            Text.Contains(symbols.Percent, StringComparison.Ordinal) ? value * 100
            : Text.Contains(symbols.PerMille, StringComparison.Ordinal) ? value * 1000
            : value;
        var exponent = 0;
        if (minimumExponent > 0 && scaled != 0)
        {
            for (; Math.Abs(scaled) < Math.Pow(10, scaling - 1); exponent--)
                scaled *= 10;
            for (; Math.Abs(scaled) > Math.Pow(10, scaling); exponent++)
                scaled /= 10;
        }

        var fixedText = Fixed(Math.Abs(Numbers.Round(scaled, maximumFraction)), maximumFraction).Split('.');
        var integer = Group(symbols.Localize(fixedText[0].TrimStart('0').PadLeft(minimumInteger, '0')), symbols);
        var digits = fixedText.Length > 1 ? fixedText[1].TrimEnd('0') : "";
        var fraction = GroupFraction(symbols.Localize(digits.PadRight(minimumFraction, '0')), symbols);
        var text = integer + (fraction.Length > 0 ? symbols.DecimalSeparator + fraction : "");
        if (minimumExponent > 0)
        {
            var power = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(minimumExponent, '0');
            text += symbols.ExponentSeparator + (exponent < 0 ? symbols.MinusSign : "") + symbols.Localize(power);
        }
        return Prefix + text + Suffix;
    }

    /// <summary>Checks the rules of XPath in their order; the last broken rule is reported.</summary>
    void Check(string active, string mantissa, NumberSymbols symbols)
    {
        string? error = null;
        void Forbid(bool broken, string code) => error = broken ? code : error;
        bool Twice(string symbol) => Text.IndexOf(symbol, StringComparison.Ordinal) != Text.LastIndexOf(symbol, StringComparison.Ordinal);
        bool Has(string symbol) => Text.Contains(symbol, StringComparison.Ordinal);

        var (point, comma) = (symbols.DecimalSeparator, symbols.GroupingSeparator);
        Forbid(Twice(point), "D3081");
        Forbid(Twice(symbols.Percent), "D3082");
        Forbid(Twice(symbols.PerMille), "D3083");
        Forbid(Has(symbols.Percent) && Has(symbols.PerMille), "D3084");
        Forbid(!mantissa.Any(symbols.IsDigit), "D3085");
        Forbid(!active.All(symbols.IsActive), "D3086");
        Forbid(Has(comma + point) || Has(point + comma), "D3087");
        Forbid(!Has(point) && Integer.EndsWith(comma, StringComparison.Ordinal), "D3088");
        Forbid(Has(comma + comma), "D3089");
        Forbid(
            Integer.Contains(symbols.Digit, StringComparison.Ordinal)
                && Integer[..Integer.IndexOf(symbols.Digit, StringComparison.Ordinal)].Any(symbols.IsDecimalDigit),
            "D3090"
        );
        Forbid(
            Fraction.Contains(symbols.Digit, StringComparison.Ordinal)
                && Fraction[Fraction.LastIndexOf(symbols.Digit, StringComparison.Ordinal)..].Any(symbols.IsDecimalDigit),
            "D3091"
        );
        Forbid(Exponent is { Length: > 0 } && (Has(symbols.Percent) || Has(symbols.PerMille)), "D3092");
        Forbid(Exponent is not null && (Exponent.Length == 0 || !Exponent.All(symbols.IsDecimalDigit)), "D3093");
        if (error is not null)
            throw new JsonataException(error);
    }

    void Analyse(NumberSymbols symbols)
    {
        minimumInteger = scaling = Integer.Count(symbols.IsDecimalDigit);
        minimumFraction = Fraction.Count(symbols.IsDecimalDigit);
        maximumFraction = Fraction.Count(symbols.IsDigit);
        minimumExponent = Exponent?.Count(symbols.IsDecimalDigit) ?? 0;
        integerGroups = Places(Integer, symbols, at => Integer[at..]);
        fractionGroups = Places(Fraction, symbols, at => Fraction[..at]);
        if (minimumInteger == 0 && maximumFraction == 0)
        {
            if (Exponent is null)
                minimumInteger = 1;
            else
                minimumFraction = maximumFraction = 1;
        }
        if (Exponent is not null && minimumInteger == 0 && Integer.Contains(symbols.Digit, StringComparison.Ordinal))
            minimumInteger = 1;
        if (minimumInteger == 0 && minimumFraction == 0)
            minimumFraction = 1;
    }

    static List<int> Places(string part, NumberSymbols symbols, Func<int, string> counted)
    {
        var places = new List<int>();
        for (var at = 0; at < part.Length; at++)
        {
            if (part[at] == symbols.GroupingSeparator[0])
                places.Add(counted(at).Count(symbols.IsDigit));
        }
        return places;
    }

    string Group(string digits, NumberSymbols symbols)
    {
        var step = Grouping.RegularStep(integerGroups);
        var places = step > 0 ? Enumerable.Range(1, Math.Max(0, (digits.Length - 1) / step)).Select(times => times * step) : integerGroups;
        return places
            .Where(place => place < digits.Length)
            .Order()
            .Aggregate(
                (Text: digits, Inserted: 0),
                (made, place) => (made.Text.Insert(digits.Length - place, symbols.GroupingSeparator), made.Inserted + 1)
            )
            .Text;
    }

    string GroupFraction(string digits, NumberSymbols symbols) =>
        fractionGroups
            .Where(place => place < digits.Length)
            .OrderDescending()
            .Aggregate(digits, (text, place) => text.Insert(place, symbols.GroupingSeparator));

    /// <summary>All digits of a number, with this number of digits after the decimal point.</summary>
    static string Fixed(double value, int places) =>
        value < 1e21
            ? value.ToString($"F{places}", CultureInfo.InvariantCulture)
            : new BigInteger(value).ToString(CultureInfo.InvariantCulture) + "." + new string('0', places);
}
