using System.Globalization;

namespace Classroom.StatesLanguage.Data;

static class JsonKinds
{
    /// <summary>The value of a number, or of a text that contains a number. The …Path fields accept both.</summary>
    public static double? AsNumber(Json value) =>
        value switch
        {
            JsonNumber number => number.Value,
            JsonString text when double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

    public static string NameOf(Json value) =>
        value switch
        {
            JsonString => "string",
            JsonNumber => "number",
            JsonBoolean => "boolean",
            JsonArray => "array",
            JsonObject => "object",
            _ => "null",
        };
}
