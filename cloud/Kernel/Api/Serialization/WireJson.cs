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
/// How inputs and outputs become JSON: names as the service writes them, times in seconds, nothing where there is nothing.
/// </summary>
static partial class WireJson
{
    static readonly JsonSerializerOptions Pascal = Make(isCamelCase: false);
    static readonly JsonSerializerOptions Camel = Make(isCamelCase: true);

    public static JsonSerializerOptions Of(Service service) => service.IsCamelCase ? Camel : Pascal;

    /// <summary>The input of an operation, in whichever way a protocol has got it. All inputs of all protocols are read here.</summary>
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

    /// <summary>What an input lacks or has wrong, in the words of a service.</summary>
    public static AwsException Refuse(Service service, JsonException exception)
    {
        if (exception is InvalidValueException invalid)
            return service.InvalidValue(invalid.Value, InvalidValueException.Place(exception.Path));
        if (exception is NullItemException item)
            return Null(service, [item.PlaceIn(exception.Path)]);
        if (Missing().Match(exception.Message) is { Success: true } missing)
            return Null(service, [.. missing.Groups[1].Value.Split(',').Select(name => name.Trim(' ', '\'', '"'))]);
        if (exception.Path is { Length: > 2 } path)
            return new(service.ValidationError, $"The value at '{path[2..]}' is not of the type that is expected there");
        return new("SerializationException", "The request body is not valid JSON of the operation's input");
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

    // What travels in a header or in the path is read with the rest, but not written with it.
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
    /// Times are seconds, or texts. Services add days to them, and so the very first and last that .NET knows are refused.
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

    /// <summary>Numbers of services have an end: NaN, the infinities and what only they could stand for are refused.</summary>
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

    /// <summary>Forms know only texts.</summary>
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
