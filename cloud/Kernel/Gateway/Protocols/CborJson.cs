using System.Formats.Cbor;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Languages;

namespace Classroom.Cloud.Gateway.Protocols;

/// <summary>Converts CBOR, which newer SDKs use with CloudWatch, to JSON and back.</summary>
static class CborJson
{
    public static JsonNode? Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            return new JsonObject();
        try
        {
            return ReadValue(new(bytes, CborConformanceMode.Lax), new(LanguageLimits.Cbor));
        }
        catch (Exception exception)
            when (exception is CborContentException or InvalidOperationException or OverflowException or LanguageException)
        {
            throw new AwsException("SerializationException", $"The request body is not valid CBOR: {exception.Message}");
        }
    }

    /// <param name="times">The names of the members that are times: CBOR marks times with a tag.</param>
    public static byte[] Write(JsonElement value, IReadOnlySet<string> times)
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        WriteValue(writer, value, null, times);
        return writer.Encode();
    }

    static JsonNode? ReadValue(CborReader reader, Nesting nesting)
    {
        using var level = nesting.Enter();
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                reader.ReadStartMap();
                var members = new JsonObject();
                while (reader.PeekState() != CborReaderState.EndMap)
                    members[reader.ReadTextString()] = ReadValue(reader, nesting);
                reader.ReadEndMap();
                return members;
            case CborReaderState.StartArray:
                reader.ReadStartArray();
                var items = new JsonArray();
                while (reader.PeekState() != CborReaderState.EndArray)
                    items.Add(ReadValue(reader, nesting));
                reader.ReadEndArray();
                return items;
            case CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString:
                return reader.ReadTextString();
            case CborReaderState.ByteString or CborReaderState.StartIndefiniteLengthByteString:
                return Convert.ToBase64String(reader.ReadByteString());
            case CborReaderState.UnsignedInteger:
                return reader.ReadUInt64();
            case CborReaderState.NegativeInteger:
                return reader.ReadInt64();
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                return Number(reader.ReadDouble());
            case CborReaderState.Boolean:
                return reader.ReadBoolean();
            case CborReaderState.Null:
                reader.ReadNull();
                return null;
            case CborReaderState.Tag:
                // A tagged time is a number of seconds and is read as a number.
                reader.ReadTag();
                return ReadValue(reader, nesting);
            default:
                reader.SkipValue();
                return null;
        }
    }

    // JSON has no number for NaN and the infinities. They become text, which the JSON reader refuses with their place in the input.
    static JsonValue Number(double number) =>
        double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(number.ToString(CultureInfo.InvariantCulture));

    static void WriteValue(CborWriter writer, JsonElement value, string? name, IReadOnlySet<string> times)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartMap(null);
                foreach (var member in value.EnumerateObject())
                {
                    writer.WriteTextString(member.Name);
                    WriteValue(writer, member.Value, member.Name, times);
                }
                writer.WriteEndMap();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray(null);
                foreach (var item in value.EnumerateArray())
                    WriteValue(writer, item, name, times);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteTextString(value.GetString()!);
                break;
            case JsonValueKind.Number when name is not null && times.Contains(name):
                writer.WriteTag(CborTag.UnixTimeSeconds);
                writer.WriteDouble(value.GetDouble());
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var whole):
                writer.WriteInt64(whole);
                break;
            case JsonValueKind.Number:
                writer.WriteDouble(value.GetDouble());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBoolean(value.GetBoolean());
                break;
            default:
                writer.WriteNull();
                break;
        }
    }
}
