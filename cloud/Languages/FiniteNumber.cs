using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Classroom.Languages;

/// <summary>Numbers that a caller wrote. NaN, Infinity and numbers too large for a double are refused.</summary>
public static class FiniteNumber
{
    const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static double? Parse(ReadOnlySpan<char> text) =>
        double.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>The value of a JSON number; null for any other JSON value.</summary>
    public static double? Of(JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
            return null;
        return value.TryGetValue<double>(out var number) ? (double.IsFinite(number) ? number : null) : Parse(value.ToJsonString());
    }
}
