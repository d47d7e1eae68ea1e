using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Classroom.Storage;

/// <summary>JSON text that is stored unchanged.</summary>
[JsonConverter(typeof(Converter))]
sealed record RawJson(string Text)
{
    sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new(document.RootElement.GetRawText());
        }

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(WithoutHalves(value.Text), skipInputValidation: true);

        /// <summary>Replaces a lone surrogate, which UTF-8 cannot encode, by a JSON escape. It can only be within a string.</summary>
        static string WithoutHalves(string text)
        {
            StringBuilder? whole = null;
            var from = 0;
            for (var i = 0; i < text.Length; i++)
            {
                if (!char.IsSurrogate(text[i]))
                    continue;
                if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    i++;
                    continue;
                }
                (whole ??= new()).Append(text, from, i - from).Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
                from = i + 1;
            }
            return whole?.Append(text, from, text.Length - from).ToString() ?? text;
        }
    }
}
