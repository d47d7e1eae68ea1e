using System.Text.RegularExpressions;
using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

/// <summary>The names and numbers that CloudWatch Logs accepts.</summary>
static partial class LogNames
{
    const int Longest = 512;

    public static IReadOnlyList<int> Retentions { get; } =
    [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    public static void CheckGroup(string name)
    {
        CheckLength(name);
        if (!GroupName().IsMatch(name))
            throw Invalid("logGroupName", name, @"Member must satisfy regular expression pattern: [\.\-_/#A-Za-z0-9]+");
    }

    public static void CheckStream(string name)
    {
        CheckLength(name);
        if (name.AsSpan().ContainsAny(':', '*'))
            throw Invalid("logStreamName", name, "Member must satisfy regular expression pattern: [^:*]*");
    }

    public static void CheckLength(string name)
    {
        if (name.Length == 0)
            throw Invalid("logGroupName", name, "Member must have length greater than or equal to 1");
        if (name.Length > Longest)
            throw new AwsException(
                "InvalidParameterException",
                $"Invalid LogGroup or LogStream, both must have length less than or equal to {Longest}."
            );
    }

    public static AwsException Invalid(string member, string value, string constraint) =>
        new(
            "InvalidParameterException",
            $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}"
        );

    [GeneratedRegex(@"^[\.\-_/#A-Za-z0-9]+$")]
    private static partial Regex GroupName();
}
