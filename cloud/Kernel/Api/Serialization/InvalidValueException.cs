using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Classroom.Cloud.Api.Serialization;

/// <summary>A text that is not a number or a time, or a value outside the range that the services can calculate with.</summary>
sealed partial class InvalidValueException(string? value) : JsonException
{
    public string Value => value ?? "null";

    /// <summary>The place of the value in the input as AWS writes it: MetricData.member.1.Value for $.MetricData[0].Value.</summary>
    public static string Place(string? path) =>
        Index()
            .Replace(
                (path ?? "").TrimStart('$', '.'),
                match =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $".member.{long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) + 1}"
                    )
            );

    [GeneratedRegex(@"\[([0-9]{1,9})\]")]
    private static partial Regex Index();
}
