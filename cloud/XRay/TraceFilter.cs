using System.Globalization;
using System.Text.RegularExpressions;
using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.XRay;

/// <summary>Filter expressions, as far as a class needs them: service("name"), fault, error, ok, responsetime and duration, joined with AND.</summary>
static partial class TraceFilter
{
    public static Func<Summary, bool> Parse(string? expression)
    {
        if (string.IsNullOrWhiteSpace(expression)) return _ => true;
        var tests = And().Split(expression.Trim()).Select(part => One(part.Trim())).ToList();
        return summary => tests.TrueForAll(test => test(summary));
    }

    static Func<Summary, bool> One(string part)
    {
        if (part.StartsWith('!'))
        {
            var inner = One(part[1..].Trim());
            return summary => !inner(summary);
        }
        if (Service().Match(part) is { Success: true } service) return summary => summary.ServiceIds.Any(known => known.Name == service.Groups[1].Value);
        if (Comparison().Match(part) is { Success: true } comparison) return Compare(comparison);
        return part.ToLowerInvariant() switch
        {
            "fault" => summary => summary.HasFault,
            "error" => summary => summary.HasError,
            "ok" => summary => !summary.HasFault && !summary.HasError,
            _ => throw new AwsException("InvalidRequestException", $"The filter expression '{part}' is not understood here; service(\"name\"), fault, error, ok, responsetime, duration, ! and AND are."),
        };
    }

    static Func<Summary, bool> Compare(Match comparison)
    {
        var limit = double.Parse(comparison.Groups[3].ValueSpan, CultureInfo.InvariantCulture);
        Func<Summary, double> value = comparison.Groups[1].Value.Equals("duration", StringComparison.OrdinalIgnoreCase) ? summary => summary.Duration : summary => summary.ResponseTime;
        return comparison.Groups[2].Value switch
        {
            ">" => summary => value(summary) > limit,
            ">=" => summary => value(summary) >= limit,
            "<" => summary => value(summary) < limit,
            "<=" => summary => value(summary) <= limit,
            _ => summary => value(summary) == limit,
        };
    }

    [GeneratedRegex(@"\s+AND\s+|\s*&&\s*", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex("^service\\(\\s*\"([^\"]*)\"\\s*\\)$", RegexOptions.IgnoreCase)]
    private static partial Regex Service();

    [GeneratedRegex(@"^(responsetime|duration)\s*(>=|<=|=|>|<)\s*(\d+(?:\.\d+)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Comparison();
}
