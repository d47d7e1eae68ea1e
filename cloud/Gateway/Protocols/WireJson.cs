using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Classroom.Cloud.Gateway.Protocols;

/// <summary>How inputs and outputs become JSON: names as the service writes them, times in seconds, nothing where there is nothing.</summary>
static partial class WireJson
{
    static readonly JsonSerializerOptions Pascal = Make(isCamelCase: false);
    static readonly JsonSerializerOptions Camel = Make(isCamelCase: true);

    public static JsonSerializerOptions Of(Service service) => service.IsCamelCase ? Camel : Pascal;

    /// <summary>What an input lacks or has wrong, in the words of a service.</summary>
    public static AwsException Refuse(Service service, JsonException exception)
    {
        if (Missing().Match(exception.Message) is { Success: true } missing)
        {
            var names = missing.Groups[1].Value.Split(',').Select(name => name.Trim(' ', '\'', '"')).ToList();
            var errors = names.Select(name => $"Value null at '{LowerFirst(name)}' failed to satisfy constraint: Member must not be null");
            return new(service.ValidationError, $"{names.Count} validation error{(names.Count == 1 ? "" : "s")} detected: {string.Join("; ", errors)}");
        }
        if (exception.Path is { Length: > 2 } path) return new(service.ValidationError, $"The value at '{path[2..]}' is not of the type that is expected there");
        return new("SerializationException", "The request body is not valid JSON of the operation's input");
    }

    static string LowerFirst(string name) => name.Length > 0 ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    static JsonSerializerOptions Make(bool isCamelCase)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = isCamelCase ? JsonNamingPolicy.CamelCase : null,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            MaxDepth = 1000,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepOutOfBody } },
        };
        options.Converters.Add(new EpochSeconds());
        options.Converters.Add(new Flag());
        options.MakeReadOnly();
        return options;
    }

    // What travels in a header or in the path is read with the rest, but not written with it.
    static void KeepOutOfBody(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is PropertyInfo member && Location.Of(member) is not null) property.ShouldSerialize = (_, _) => false;
        }
    }

    [GeneratedRegex("missing required properties including: (.*?)\\.?$", RegexOptions.Singleline)]
    private static partial Regex Missing();

    sealed class EpochSeconds : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.Number
            ? DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(reader.GetDouble() * 1000))
            : DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw new JsonException("no time");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeMilliseconds() / 1000m);
    }

    /// <summary>Forms know only texts.</summary>
    sealed class Flag : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String when bool.TryParse(reader.GetString(), out var flag) => flag,
            _ => throw new JsonException("no boolean"),
        };

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
    }
}
