using System.Globalization;
using System.Text.RegularExpressions;

namespace Classroom.Languages.LogQueries;

/// <summary>The fields that CloudWatch finds in the lines START, END and REPORT of Lambda.</summary>
static partial class LambdaFields
{
    /// <summary>The names in a REPORT line, and by how much their values are multiplied: memory is given in bytes.</summary>
    static readonly (string Label, string Field, double Factor)[] Figures =
    [
        ("Duration", "@duration", 1),
        ("Billed Duration", "@billedDuration", 1),
        ("Init Duration", "@initDuration", 1),
        ("Memory Size", "@memorySize", 1e6),
        ("Max Memory Used", "@maxMemoryUsed", 1e6),
    ];

    public static void Find(string message, Dictionary<string, string> fields)
    {
        if (Kind().Match(message) is not { Success: true } line)
            return;
        fields["@type"] = line.Groups["type"].Value;
        fields["@requestId"] = line.Groups["id"].Value;
        if (line.Groups["type"].Value != "REPORT")
            return;
        foreach (var part in message.Split('\t', '\n'))
        {
            var (label, value) = part.Split(':', 2) is [var name, var rest] ? (name.Trim(), rest.Trim()) : ("", "");
            if (Array.Find(Figures, figure => figure.Label == label) is { Field: not null } figure)
            {
                if (FiniteNumber.Parse(value.Split(' ')[0]) is { } number)
                    fields[figure.Field] = (number * figure.Factor).ToString("R", CultureInfo.InvariantCulture);
            }
            else if (label == "XRAY TraceId")
            {
                fields["@xrayTraceId"] = value;
            }
            else if (label == "SegmentId")
            {
                fields["@xraySegmentId"] = value;
            }
        }
    }

    [GeneratedRegex("^(?<type>START|END|REPORT) RequestId: (?<id>[0-9a-fA-F-]+)")]
    private static partial Regex Kind();
}
