using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Classroom.Languages;

namespace Classroom.Cloud.Api.Serialization;

/// <summary>
/// Converts inputs and outputs from and to JSON: names as the service writes them, times as seconds, members without a value left out.
/// </summary>
static partial class WireJson
{
    static readonly JsonSerializerOptions Pascal = Make(isCamelCase: false);
    static readonly JsonSerializerOptions Camel = Make(isCamelCase: true);

    public static JsonSerializerOptions Of(Service service) => service.IsCamelCase ? Camel : Pascal;

    /// <summary>Reads the input of an operation. All protocols use this method.</summary>
    public static object? Read(Service service, Func<JsonSerializerOptions, object?> read)
    {
        try
        {
            return read(Of(service));
        }
        catch (JsonException exception)
        {
            throw Refuse(service, exception);
        }
        catch (LanguageException exception)
        {
            throw new AwsException("SerializationException", exception.Message);
        }
    }

    /// <summary>Converts an error of the JSON reader into the service's validation error.</summary>
    public static AwsException Refuse(Service service, JsonException exception)
    {
        if (exception is InvalidValueException invalid)
            return service.InvalidValue(invalid.Value, InvalidValueException.Place(exception.Path));
        if (exception is NullItemException item)
            return Null(service, [item.PlaceIn(exception.Path)]);
        if (Missing().Match(exception.Message) is { Success: true } missing)
            return Null(service, [.. missing.Groups[1].Value.Split(',').Select(name => name.Trim(' ', '\'', '"'))]);
        if (exception.Path is { Length: > 2 } path)
            return new(service.ValidationError, $"The value at '{path[2..]}' does not have the expected type");
        return new("SerializationException", "The request body is not valid JSON for the input of the operation");
    }

    static AwsException Null(Service service, List<string> names)
    {
        var errors = names.Select(name => $"Value null at '{LowerFirst(name)}' failed to satisfy constraint: Member must not be null");
        return new(
            service.ValidationError,
            $"{names.Count} validation error{(names.Count == 1 ? "" : "s")} detected: {string.Join("; ", errors)}"
        );
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
            MaxDepth = LanguageLimits.DefaultDepth,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepOutOfBody, NullItemException.Refuse } },
        };
        options.Converters.Add(new EpochSeconds());
        options.Converters.Add(new Flag());
        options.Converters.Add(new Finite());
        options.MakeReadOnly();
        return options;
    }

    // Members that are headers or path parameters are read with the rest of the input, but are not written to the body.
    static void KeepOutOfBody(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is PropertyInfo member && Location.Of(member) is not null)
                property.ShouldSerialize = (_, _) => false;
        }
    }

    [GeneratedRegex("missing required properties including: (.*?)\\.?$", RegexOptions.Singleline)]
    private static partial Regex Missing();

    /// <summary>
    /// Reads times given as seconds or as text. The first and the last times that .NET can represent are refused, because services add days
    /// to a time.
    /// </summary>
    sealed class EpochSeconds : JsonConverter<DateTimeOffset>
    {
        static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
        static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.Number)
                return OfSeconds(reader.GetDouble());
            var text = reader.GetString();
            return
                DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                && time > Earliest
                && time < Latest
                ? time
                : throw new InvalidValueException(text);
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.ToUnixTimeMilliseconds() / 1000m);

        static DateTimeOffset OfSeconds(double seconds) =>
            seconds > Earliest.ToUnixTimeSeconds() && seconds < Latest.ToUnixTimeSeconds()
                ? DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000))
                : throw new InvalidValueException(seconds.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads finite numbers. NaN, the infinities, and numbers too large for a double are refused.</summary>
    sealed class Finite : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var text = reader.TokenType switch
            {
                JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                JsonTokenType.String => reader.GetString(),
                _ => throw new JsonException("no number"),
            };
            return FiniteNumber.Parse(text) ?? throw new InvalidValueException(text);
        }

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Reads booleans, also as text, because all values of a form are text.</summary>
    sealed class Flag : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.True => true,
                JsonTokenType.False => false,
                JsonTokenType.String when bool.TryParse(reader.GetString(), out var flag) => flag,
                _ => throw new JsonException("no boolean"),
            };

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
    }
}
