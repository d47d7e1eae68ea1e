using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Pictures;

namespace Classroom.StatesLanguage.Jsonata.Functions;

/// <summary>Functions of time: timestamps, and milliseconds since 1970.</summary>
static class Times
{
    public static NativeFunction[] Functions { get; } =
    [
        new(
            "now",
            "<s?s?:s>",
            (args, site) =>
                Format(site.Frame.Evaluation.Now.ToUnixTimeMilliseconds(), args.ElementAtOrDefault(0), args.ElementAtOrDefault(1))
        ),
        new("millis", "<:n>", (_, site) => site.Frame.Evaluation.Now.ToUnixTimeMilliseconds()),
        new(
            "fromMillis",
            "<n-s?s?:s>",
            (args, _) => args[0] is JsonNumber millis ? Format(millis.Value, args.ElementAtOrDefault(1), args.ElementAtOrDefault(2)) : null
        ),
        new("toMillis", "<s-s?:n>", (args, site) => args[0] is JsonString text ? ToMillis(text, args.ElementAtOrDefault(1), site) : null),
    ];

    static string Format(double millis, Json? picture, Json? zone) =>
        DateTimePicture
            .Parse(picture is JsonString text ? text.Value : DateTimePicture.Iso8601)
            .Format(millis, (zone as JsonString)?.Value);

    static Json? ToMillis(JsonString text, Json? picture, CallSite site) =>
        picture is JsonString given
            ? DateTimePicture.Parse(given.Value).Read(text.Value, site.Frame.Evaluation.Now) is { } millis
                ? millis
                : null
            : IsoTimestamp.ToMillis(text.Value) ?? throw new JsonataException("D3110", value: text);
}
