using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>
/// The outputs of aws-sdk integrations. They differ from the wire: the names of all members begin with a capital letter, times are texts in
/// ISO 8601, and blobs are texts.
/// </summary>
sealed class SdkJson
{
    /// <summary>Compact JSON with only the escapes that JSON requires.</summary>
    public static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly JsonSerializerOptions options;

    public SdkJson(Service service)
    {
        options = new(WireJson.Of(service))
        {
            PropertyNamingPolicy = null,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Capitalize } },
        };
        options.Converters.Insert(0, new Blob());
        options.Converters.Insert(0, new IsoTime());
        if (service.IsCamelCase)
            options.Converters.Insert(0, new CapitalizedElement());
        options.MakeReadOnly();
    }

    public JsonObject Write(object output, Type type) => JsonSerializer.SerializeToNode(output, type, options) as JsonObject ?? [];

    static void Capitalize(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
            member.Name = SdkParameters.Capitalized(member.Name);
    }

    public static string IsoOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    sealed class Blob : JsonConverter<byte[]>
    {
        public override byte[] Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Encoding.UTF8.GetString(value));
    }

    sealed class IsoTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(IsoOf(value));
    }

    /// <summary>Writes an output that an operation keeps as JSON, such as the events of a history.</summary>
    sealed class CapitalizedElement : JsonConverter<JsonElement>
    {
        public override JsonElement Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    writer.WriteStartObject();
                    foreach (var member in value.EnumerateObject())
                    {
                        writer.WritePropertyName(SdkParameters.Capitalized(member.Name));
                        if (member.Name == "timestamp" && member.Value.ValueKind == JsonValueKind.Number)
                            writer.WriteStringValue(
                                IsoOf(DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(member.Value.GetDouble() * 1000)))
                            );
                        else
                            Write(writer, member.Value, options);
                    }
                    writer.WriteEndObject();
                    break;
                case JsonValueKind.Array:
                    writer.WriteStartArray();
                    foreach (var item in value.EnumerateArray())
                        Write(writer, item, options);
                    writer.WriteEndArray();
                    break;
                default:
                    value.WriteTo(writer);
                    break;
            }
        }
    }
}
