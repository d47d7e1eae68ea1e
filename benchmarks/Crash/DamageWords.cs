using System.Text.RegularExpressions;

namespace Classroom.Benchmarks.Crash;

/// <summary>Whether a text says that data is damaged.</summary>
static partial class DamageWords
{
    public static bool In(string text) => Damage().IsMatch(text);

    [GeneratedRegex("damag|corrupt|malformed|checksum|not a database|cannot be read|is missing|newer", RegexOptions.IgnoreCase)]
    private static partial Regex Damage();
}
