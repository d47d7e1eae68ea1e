using System.Globalization;
using System.Text.RegularExpressions;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Pictures;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>Functions that parse, round and format numbers.</summary>
static partial class Numbers
{
    public static NativeFunction[] Functions { get; } =
    [
        new("number", "<(nsb)-:n>", (args, _) => args[0] is { } value ? ToNumber(value) : null),
        new("abs", "<n-:n>", (args, _) => args[0] is JsonNumber number ? Math.Abs(number.Value) : null),
        new("floor", "<n-:n>", (args, _) => args[0] is JsonNumber number ? Math.Floor(number.Value) : null),
        new("ceil", "<n-:n>", (args, _) => args[0] is JsonNumber number ? Math.Ceiling(number.Value) : null),
        new("round", "<n-n?:n>", (args, _) => args[0] is JsonNumber number ? Round(number.Value, Precision(args)) : null),
        new("power", "<n-n:n>", (args, _) => args[0] is JsonNumber number ? Power(number, (JsonNumber)args[1]!) : null),
        new("sqrt", "<n-:n>", (args, _) => args[0] is JsonNumber number ? Root(number) : null),
        new("random", "<:n>", (_, site) => site.Frame.Evaluation.Options.Random()),
        new(
            "formatNumber",
            "<n-so?:s>",
            (args, _) =>
                args[0] is JsonNumber number
                    ? NumberPicture.Format(number.Value, Texts.Of(args[1]), args.ElementAtOrDefault(2) as JsonObject)
                    : null
        ),
        new(
            "formatBase",
            "<n-n?:s>",
            (args, _) => args[0] is JsonNumber number ? InBase(number.Value, args.ElementAtOrDefault(1) as JsonNumber) : null
        ),
        new(
            "formatInteger",
            "<n-s:s>",
            (args, _) => args[0] is JsonNumber number ? IntegerPicture.Parse(Texts.Of(args[1])).Format(Math.Floor(number.Value)) : null
        ),
        new(
            "parseInteger",
            "<s-s:n>",
            (args, _) => args[0] is JsonString text ? IntegerPicture.Parse(Texts.Of(args[1])).Read(text.Value) : null
        ),
    ];

    /// <summary>Rounds halves to even, based on the decimal digits of the number.</summary>
    public static double Round(double value, int precision)
    {
        if (!double.IsFinite(value) || precision > 300)
            return value;
        var shifted = Shift(value, precision);
        if (!double.IsFinite(shifted))
            return value;
        var rounded = Shift(Math.Round(shifted, MidpointRounding.ToEven), -precision);
        return rounded == 0 ? 0 : rounded;
    }

    /// <summary>Moves the decimal point in the text of the number, because a multiplication would add digits.</summary>
    static double Shift(double value, int places)
    {
        var parts = value.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return double.Parse($"{parts[0]}E{exponent + places}", NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    static int Precision(Json?[] args) =>
        args.ElementAtOrDefault(1) is JsonNumber precision ? (int)Math.Clamp(precision.Value, -400, 400) : 0;

    static double ToNumber(Json value) =>
        value switch
        {
            JsonNumber number => number.Value,
            JsonBoolean flag => flag.Value ? 1 : 0,
            JsonString text
                when Decimal().IsMatch(text.Value)
                    && double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && double.IsFinite(number) => number,
            JsonString text when Prefixed().Match(text.Value) is { Success: true } match => match
                .Groups["digits"]
                .Value.Aggregate(0.0, (sum, digit) => sum * RadixOf(text.Value) + Convert.ToInt32(digit.ToString(), 16)),
            _ => throw new JsonataException("D3030", token: "number", value: value),
        };

    static int RadixOf(string text) =>
        char.ToLowerInvariant(text[1]) switch
        {
            'x' => 16,
            'o' => 8,
            _ => 2,
        };

    static double Power(JsonNumber number, JsonNumber exponent)
    {
        var power = Math.Pow(number.Value, exponent.Value);
        return double.IsFinite(power) ? power : throw new JsonataException("D3061", value: number, detail: exponent.Text);
    }

    static double Root(JsonNumber number) =>
        number.Value >= 0 ? Math.Sqrt(number.Value) : throw new JsonataException("D3060", value: number);

    static string InBase(double value, JsonNumber? radix)
    {
        var digits = radix is null ? 10 : Round(radix.Value, 0);
        if (digits is < 2 or > 36)
            throw new JsonataException("D3100", value: digits);
        var rest = new System.Numerics.BigInteger(Math.Abs(Round(value, 0)));
        var text = "";
        do
        {
            rest = System.Numerics.BigInteger.DivRem(rest, (int)digits, out var digit);
            text = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)digit] + text;
        } while (!rest.IsZero);
        return value <= -0.5 && text != "0" ? "-" + text : text;
    }

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$")]
    private static partial Regex Decimal();

    [GeneratedRegex("^0[xX](?<digits>[0-9A-Fa-f]+)$|^0[oO](?<digits>[0-7]+)$|^0[bB](?<digits>[01]+)$")]
    private static partial Regex Prefixed();
}
