using System.Text.RegularExpressions;
using Classroom.Languages;

namespace Classroom.Access;

/// <summary>
/// Replaces policy variables such as <c>${aws:PrincipalTag/student}</c> in a pattern. If a variable has no value, the pattern matches
/// nothing.
/// </summary>
static partial class PolicyVariables
{
    // The value of a variable is plain text: a * in a value that a caller chose must not become a wildcard.
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

    /// <summary>The keys that a text names as variables; ${*}, ${?} and ${$} are characters.</summary>
    public static IEnumerable<string> NamesIn(string text) =>
        Variable().Matches(text).Select(match => match.Groups[1].Value.Trim()).Where(name => name is not ("*" or "?" or "$"));

    /// <summary>Whether a pattern with replaced variables, in which * and ? are wildcards, matches a text.</summary>
    public static bool Matches(string filled, string text, bool ignoreCase = false) => Wildcard.Matches(filled, Literal(text), ignoreCase);

    /// <summary>Whether a text begins with the plain text before the first wildcard of a pattern with replaced variables.</summary>
    public static bool StartsAlike(string filled, string text)
    {
        var wildcard = filled.AsSpan().IndexOfAny('*', '?');
        return Literal(text).AsSpan().StartsWith(wildcard < 0 ? filled : filled.AsSpan(0, wildcard), StringComparison.Ordinal);
    }

    /// <summary>Whether a pattern with replaced variables, taken as plain text without wildcards, equals a text.</summary>
    public static bool Equals(string filled, string text, bool ignoreCase) =>
        string.Equals(Literal(filled), Literal(text), ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    static string Literal(string value) => value.Replace('*', LiteralStar).Replace('?', LiteralQuestion);

    // The name of a variable ends at a $. Otherwise the time to match a text with many $ and { would be quadratic.
    [GeneratedRegex(@"\$\{(\$|[^,}$]+)(?:,\s*'([^']*)')?\}")]
    private static partial Regex Variable();
}
