using System.Globalization;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Saving;

/// <summary>Reads and writes the values of saved parts.</summary>
static class Saved
{
    public static Json Moment(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Moment(JsonObject part, string name) =>
        OptionalMoment(part, name) ?? throw new InvalidOperationException($"the saved part has no '{name}'");

    public static DateTimeOffset? OptionalMoment(JsonObject part, string name) =>
        part[name] is JsonString text ? DateTimeOffset.ParseExact(text.Value, "O", CultureInfo.InvariantCulture) : null;

    public static string Text(JsonObject part, string name) =>
        OptionalText(part, name) ?? throw new InvalidOperationException($"the saved part has no '{name}'");

    public static string? OptionalText(JsonObject part, string name) => (part[name] as JsonString)?.Value;

    public static double? OptionalNumber(JsonObject part, string name) => (part[name] as JsonNumber)?.Value;

    /// <summary>An integer; 0 is not written.</summary>
    public static long Count(JsonObject part, string name) => (long)(OptionalNumber(part, name) ?? 0);

    public static bool Flag(JsonObject part, string name) => part[name] is JsonBoolean { Value: true };

    public static Json Value(JsonObject part, string name) =>
        part[name] ?? throw new InvalidOperationException($"the saved part has no '{name}'");

    public static void SetOptional(JsonObject part, string name, Json? value)
    {
        if (value is not null)
            part.Set(name, value);
    }

    public static void SetOptional(JsonObject part, string name, DateTimeOffset? moment)
    {
        if (moment is { } given)
            part.Set(name, Moment(given));
    }

    public static void SetOptional(JsonObject part, string name, double? number)
    {
        if (number is { } given)
            part.Set(name, given);
    }

    public static void SetCount(JsonObject part, string name, long count)
    {
        if (count != 0)
            part.Set(name, count);
    }
}
