using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Classroom.Cloud.Models;

namespace Classroom.Cloud.Validation;

/// <summary>The constraints of a shape in AWS's words, and whether a value satisfies them.</summary>
static class Constraints
{
    /// <summary>The constraints that a value does not satisfy, in AWS's order: enumeration, pattern, greatest, smallest.</summary>
    public static IEnumerable<string> Broken(Shape shape, JsonElement value, Exempt exempt)
    {
        switch (shape)
        {
            case StringShape { IsConstrained: true } text:
                return Broken(text, value.GetString()!, exempt);
            case NumberShape { Range.AreOpen: false } number when ValueOf(value) is { } given:
                return Outside(number.Range, given, exempt.HasFlag(Exempt.Range), bound => $"Member must have value {bound}", number);
            case BlobShape { Length.AreOpen: false } blob:
                return OutsideLength(blob.Length, LengthOf(value), exempt);
            case ListShape { Length.AreOpen: false } list:
                return OutsideLength(list.Length, value.GetArrayLength(), exempt);
            case MapShape { Length.AreOpen: false } map:
                return OutsideLength(map.Length, value.EnumerateObject().Count(), exempt);
            default:
                return [];
        }
    }

    /// <summary>All constraints of the items of a list or of the keys or values of a map, in AWS's order.</summary>
    public static string OfItems(Shape shape)
    {
        var all = shape switch
        {
            StringShape { Values: { } values } => (IEnumerable<string>)[Enumeration(values)],
            StringShape text => [.. Bounds(text.Length, Length), .. text.Pattern is { } pattern ? [Matching(pattern)] : (string[])[]],
            NumberShape number => Bounds(number.Range, bound => $"Member must have value {bound}", number),
            BlobShape blob => Bounds(blob.Length, Length),
            _ => [],
        };
        return string.Join(", ", [.. all, Violation.Required]);
    }

    static IEnumerable<string> Broken(StringShape shape, string text, Exempt exempt)
    {
        if (shape.Values is { } values)
        {
            if (!exempt.HasFlag(Exempt.Enumeration) && !values.Contains(text))
                yield return Enumeration(values);
            yield break;
        }
        if (!exempt.HasFlag(Exempt.Pattern) && shape.Pattern is { } pattern && !pattern.IsMatch(text))
            yield return Matching(pattern);
        foreach (var constraint in OutsideLength(shape.Length, text.Length, exempt))
            yield return constraint;
    }

    static IEnumerable<string> OutsideLength(Bounds bounds, int length, Exempt exempt) =>
        Outside(bounds, length, exempt.HasFlag(Exempt.Length), Length);

    static IEnumerable<string> Outside(Bounds bounds, decimal given, bool isExempt, Func<string, string> word, NumberShape? number = null)
    {
        if (isExempt)
            yield break;
        if (bounds.Max is { } most && given > most)
            yield return word($"less than or equal to {Written(most, number)}");
        if (bounds.Min is { } least && given < least)
            yield return word($"greater than or equal to {Written(least, number)}");
    }

    static IEnumerable<string> Bounds(Bounds bounds, Func<string, string> word, NumberShape? number = null)
    {
        if (bounds.Max is { } most)
            yield return word($"less than or equal to {Written(most, number)}");
        if (bounds.Min is { } least)
            yield return word($"greater than or equal to {Written(least, number)}");
    }

    static string Length(string bound) => $"Member must have length {bound}";

    static string Enumeration(IReadOnlyList<string> values) => $"Member must satisfy enum value set: [{string.Join(", ", values)}]";

    static string Matching(ModelPattern pattern) => $"Member must satisfy regular expression pattern: {pattern.Text}";

    /// <summary>A bound of a number with a fraction is written with one: 1.0.</summary>
    static string Written(decimal bound, NumberShape? number)
    {
        var text = bound.ToString("0.############################", CultureInfo.InvariantCulture);
        return number is { IsWhole: false } && !text.Contains('.', StringComparison.Ordinal) ? $"{text}.0" : text;
    }

    /// <summary>The value of a number; null if it has none that can be compared, which the type of the member decides about.</summary>
    static decimal? ValueOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.TryGetDecimal(out var number) ? number : OutOfRange(value.GetDouble());
        return decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : null;
    }

    static decimal OutOfRange(double value) => value > 0 ? decimal.MaxValue : decimal.MinValue;

    static int LengthOf(JsonElement blob)
    {
        var raw = JsonMarshal.GetRawUtf8Value(blob);
        return Base64.IsValid(raw[1..^1], out var length) ? length : raw.Length - 2;
    }
}

/// <summary>Constraints of the model that are not checked, because AWS does not enforce them or the operation words them itself.</summary>
[Flags]
enum Exempt
{
    None = 0,
    Required = 1,
    Length = 2,
    Pattern = 4,
    Enumeration = 8,
    Range = 16,
    Type = 32,
    Everything = Required | Length | Pattern | Enumeration | Range | Type,
}
