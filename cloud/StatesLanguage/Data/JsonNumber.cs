using System.Globalization;

namespace Classroom.StatesLanguage.Data;

/// <summary>A number: a double, and the text that it was read from, so that it is written again in the same form.</summary>
public sealed class JsonNumber : Json
{
    readonly string? source;

    public JsonNumber(double value) => Value = value;

    internal JsonNumber(double value, string source)
    {
        Value = value;
        this.source = source;
    }

    public double Value { get; }

    public string Text => source ?? NumberText.Of(Value);

    public bool IsInteger => Math.Floor(Value) == Value && !double.IsInfinity(Value);

    public override bool Equals(Json? other) => other is JsonNumber number && number.Value == Value;

    public override int GetHashCode() => Value.GetHashCode();

    private protected override int Measure() => Text.Length;
}

/// <summary>Formats numbers as JSON and ECMAScript do: with the fewest digits that parse to the same double.</summary>
static class NumberText
{
    public static string Of(double value)
    {
        // JSON cannot express NaN and infinities.
        if (!double.IsFinite(value))
            return "null";
        if (value == Math.Floor(value) && Math.Abs(value) < 1e15)
            return ((long)value).ToString(CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        return Math.Abs(value) is >= 1e-6 and < 1e21 ? Plain(shortest) : Exponential(shortest);
    }

    /// <summary>Writes digits without an exponent. .NET uses an exponent from 1E+15 on and below 1E-5.</summary>
    static string Plain(string shortest)
    {
        var mark = shortest.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0)
            return shortest;
        var (digits, point, sign) = Split(shortest, mark);
        return point <= 0 ? $"{sign}0.{new string('0', -point)}{digits}"
            : point >= digits.Length ? $"{sign}{digits}{new string('0', point - digits.Length)}"
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    /// <summary>Writes an exponent as ECMAScript does; .NET's form differs.</summary>
    static string Exponential(string shortest)
    {
        var (digits, point, sign) = Split(shortest, shortest.IndexOf('E', StringComparison.Ordinal));
        var exponent = point - 1;
        return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}";
    }

    /// <summary>The significant digits, and the position of the decimal point among them.</summary>
    static (string Digits, int Point, string Sign) Split(string text, int mark)
    {
        var sign = text[0] == '-' ? "-" : "";
        var mantissa = text[sign.Length..mark];
        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa.Length : point;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal).TrimEnd('0');
        return (digits.Length == 0 ? "0" : digits, whole + exponent, sign);
    }
}
