using System.Globalization;
using System.Text.Json;

namespace Classroom.Settings;

/// <summary>
/// Reads one value of the configuration: text from a key of the stack, or JSON from the roster. Reports an invalid value and returns the
/// value that was set before.
/// </summary>
sealed class ValueReader(Mistakes mistakes)
{
    public string Text(string key, JsonElement value, string otherwise, int longest, string allowed)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (text.Length > 0 && text.Length <= longest && text.All(IsTagCharacter))
            return text;
        mistakes.Add(key, Show(value), allowed);
        return otherwise;
    }

    public double Number(string key, JsonElement value, double otherwise, double from, double to)
    {
        if (TryNumber(value, out var number) && number >= from && number <= to)
            return number;
        mistakes.Add(
            key,
            Show(value),
            to == double.MaxValue ? $"a number of {Plain(from)} or more" : $"a number from {Plain(from)} to {Plain(to)}"
        );
        return otherwise;
    }

    public int OneOf(string key, JsonElement value, int otherwise, IReadOnlyList<int> allowed)
    {
        if (TryNumber(value, out var number) && allowed.Any(one => one == number))
            return (int)number;
        mistakes.Add(key, Show(value), string.Join(", ", allowed));
        return otherwise;
    }

    public T Choice<T>(string key, JsonElement value, T otherwise)
        where T : struct, Enum
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            foreach (var choice in Enum.GetValues<T>())
                if (string.Equals(choice.ToString(), value.GetString(), StringComparison.OrdinalIgnoreCase))
                    return choice;
        }
        mistakes.Add(key, Show(value), string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant())));
        return otherwise;
    }

    public static string Show(JsonElement value) => value.ValueKind == JsonValueKind.String ? $"'{value.GetString()}'" : value.GetRawText();

    public static bool IsTagCharacter(char character) =>
        char.IsLetterOrDigit(character) || " _.:/=+-@".Contains(character, StringComparison.Ordinal);

    static string Plain(double number) => number.ToString(CultureInfo.InvariantCulture);

    static bool TryNumber(JsonElement value, out double number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number
            ? value.TryGetDouble(out number)
            : value.ValueKind == JsonValueKind.String
                && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
