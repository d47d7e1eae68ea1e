using System.Text.RegularExpressions;
using Classroom.Languages;

namespace Classroom.Access;

/// <summary>
/// Fills <c>${aws:PrincipalTag/student}</c> and its like in a pattern; a variable without a value makes the pattern match nothing.
/// </summary>
static partial class PolicyVariables
{
    // What a variable brings in is text: a * that a caller chose must not become a wildcard.
    const char LiteralStar = '\uE000',
        LiteralQuestion = '\uE001';

    public static string? Fill(string pattern, AccessRequest request, bool hasVariables)
    {
        if (!hasVariables)
            return pattern;
        var missing = false;
        var filled = Variable()
            .Replace(
                pattern,
                match =>
                {
                    var name = match.Groups[1].Value.Trim();
                    if (name is "*" or "?" or "$")
                        return Literal(name);
                    if (request.Context.TryGetValue(name, out var values) && values.Length == 1)
                        return Literal(values[0]);
                    if (match.Groups[2].Success)
                        return Literal(match.Groups[2].Value);
                    missing = true;
                    return match.Value;
                }
            );
        return missing ? null : filled;
    }

    /// <summary>Whether a filled pattern, in which * and ? are wildcards, matches a text.</summary>
    public static bool Matches(string filled, string text, bool ignoreCase = false) => Wildcard.Matches(filled, Literal(text), ignoreCase);

    /// <summary>Whether a filled pattern, taken as plain text, is the text.</summary>
    public static bool Equals(string filled, string text, bool ignoreCase) =>
        string.Equals(Literal(filled), Literal(text), ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    static string Literal(string value) => value.Replace('*', LiteralStar).Replace('?', LiteralQuestion);

    // A $ ends a name, so that a text of many $ and { is looked through once and not once for each of them.
    [GeneratedRegex(@"\$\{(\$|[^,}$]+)(?:,\s*'([^']*)')?\}")]
    private static partial Regex Variable();
}
