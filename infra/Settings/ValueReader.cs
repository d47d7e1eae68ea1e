using System.Globalization;
using System.Text.Json;

namespace Classroom.Settings;

/// <summary>
/// Reads one value of the configuration: text from a key of the stack, or JSON from the roster. Reports an invalid value and returns the
/// value that was set before.
/// </summary>
sealed class ValueReader(Mistakes mistakes)
{
    static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd' 'HH:mm:ssK", "yyyy-MM-dd' 'HH:mmK"];

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

    public int? Whole(string key, JsonElement value, int from, int to)
    {
        if (TryNumber(value, out var number) && number >= from && number <= to && number == Math.Truncate(number))
            return (int)number;
        mistakes.Add(key, Show(value), $"a whole number from {from} to {to}");
        return null;
    }

    public int OneOf(string key, JsonElement value, int otherwise, IReadOnlyList<int> allowed)
    {
        if (TryNumber(value, out var number) && allowed.Any(one => one == number))
            return (int)number;
        mistakes.Add(key, Show(value), string.Join(", ", allowed));
        return otherwise;
    }

    public bool Flag(string key, JsonElement value, bool otherwise)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        if (value.ValueKind == JsonValueKind.String && value.GetString() is "true" or "false")
            return value.GetString() == "true";
        mistakes.Add(key, Show(value), "true, false");
        return otherwise;
    }

    /// <summary>A moment; empty for none. A time without a zone would be another moment on each machine.</summary>
    public DateTimeOffset? Time(string key, JsonElement value, DateTimeOffset? otherwise)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "-";
        if (text.Length == 0)
            return null;
        if (HasZone(text) && DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        mistakes.Add(key, Show(value), "a date and a time with its zone, such as 2026-12-01T18:00:00Z or 2026-12-01T18:00+01:00");
        return otherwise;
    }

    public T Choice<T>(string key, JsonElement value, T otherwise)
        where T : struct, Enum
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            foreach (var choice in Enum.GetValues<T>())
                if (string.Equals(Word(choice), value.GetString(), StringComparison.OrdinalIgnoreCase))
                    return choice;
        }
        mistakes.Add(key, Show(value), string.Join(", ", Enum.GetValues<T>().Select(Word)));
        return otherwise;
    }

    /// <summary>The name of a choice as the settings write it: hands-on.</summary>
    static string Word<T>(T choice)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(choice.ToString());

    public static string Show(JsonElement value) => value.ValueKind == JsonValueKind.String ? $"'{value.GetString()}'" : value.GetRawText();

    public static bool IsTagCharacter(char character) =>
        char.IsLetterOrDigit(character) || " _.:/=+-@".Contains(character, StringComparison.Ordinal);

    static bool HasZone(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');

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
