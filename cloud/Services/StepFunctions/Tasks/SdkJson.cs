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
/// The JSON of aws-sdk integrations. It differs from the wire: the names of all members begin with a capital letter, times are texts in
/// ISO 8601, blobs are texts, and JSON that is given for a text or a blob is written as text.
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
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Capitalize } },
        };
        options.Converters.Insert(0, new Text());
        options.Converters.Insert(0, new Blob());
        options.Converters.Insert(0, new IsoTime());
        if (service.IsCamelCase)
            options.Converters.Insert(0, new CapitalizedElement());
        options.MakeReadOnly();
    }

    public object Read(JsonObject input, Type type) => input.Deserialize(type, options)!;

    public JsonObject Write(object output, Type type) => JsonSerializer.SerializeToNode(output, type, options) as JsonObject ?? [];

    /// <summary>The names of the members that the input must have, and of all members that it may have.</summary>
    public (IReadOnlyList<string> Required, IReadOnlySet<string> All) MembersOf(Type type)
    {
        var members = options.GetTypeInfo(type).Properties;
        return (
            [.. members.Where(member => member.AssociatedParameter is { HasDefaultValue: false }).Select(member => member.Name)],
            members.Select(member => member.Name).ToHashSet(StringComparer.Ordinal)
        );
    }

    static void Capitalize(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
            member.Name = Capitalized(member.Name);
    }

    static string Capitalized(string name) => name.Length > 0 ? char.ToUpperInvariant(name[0]) + name[1..] : name;

    static string TextOf(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : JsonSerializer.Serialize(JsonElement.ParseValue(ref reader), Compact);

    public static string IsoOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    sealed class Text : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => TextOf(ref reader);

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        // Keys of maps are texts too.
        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetString()!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value);
    }

    sealed class Blob : JsonConverter<byte[]>
    {
        public override byte[] Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            // A text becomes a blob with its quotes: AWS writes each value as JSON.
            Encoding.UTF8.GetBytes(JsonSerializer.Serialize(JsonElement.ParseValue(ref reader), Compact));

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Encoding.UTF8.GetString(value));
    }

    sealed class IsoTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var text = TextOf(ref reader);
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : throw new JsonException($"'{text}' is not a time in ISO 8601");
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(IsoOf(value));
    }

    /// <summary>Writes an output that an operation keeps as JSON, such as the events of a history.</summary>
    sealed class CapitalizedElement : JsonConverter<JsonElement>
    {
        public override JsonElement Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            JsonElement.ParseValue(ref reader);

        public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    writer.WriteStartObject();
                    foreach (var member in value.EnumerateObject())
                    {
                        writer.WritePropertyName(Capitalized(member.Name));
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
