using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Classroom.Languages;

namespace Classroom.Cloud.Api.Serialization;

/// <summary>Writes a number with a decimal point, as CloudWatch does: 30.0. Clients in some languages tell the two apart.</summary>
sealed class DecimalNumber : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteRawValue(TextOf(value));

    public static string TextOf(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') >= 0 ? text : text + ".0";
    }

    public static JsonNode? NodeOf(double? value) => value is { } number ? BoundedJson.Parse(TextOf(number), LanguageLimits.Json) : null;
}
