using System.Globalization;

namespace Classroom.StatesLanguage.Data;

static class JsonKinds
{
    /// <summary>A number, or a text that is one: what …Path fields take.</summary>
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
