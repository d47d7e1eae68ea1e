using System.Text.RegularExpressions;

namespace Classroom.Languages;

/// <summary>
/// A regular expression that a caller wrote. It is matched without backtracking, in time linear in the length of the text. A time limit
/// covers texts and expressions that are both large.
/// </summary>
public sealed class RegularExpression
{
    static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    readonly Regex regex;

    static RegularExpression() =>
        // Without this limit, a{1000}{1000} becomes an automaton with a million states.
        AppContext.SetData("REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE", 10_000);

    RegularExpression(Regex regex) => this.regex = regex;

    /// <param name="mayBacktrack">Whether lookarounds and back-references are allowed. Only the time limit protects against these.</param>
    public static RegularExpression Parse(string pattern, RegexOptions options = RegexOptions.None, bool mayBacktrack = false)
    {
        var limits = LanguageLimits.RegularExpression;
        CheckDepth(limits.Check(pattern), limits);
        try
        {
            return new(Make(pattern, options | RegexOptions.NonBacktracking));
        }
        catch (NotSupportedException)
        {
            if (mayBacktrack)
                return new(Make(pattern, options));
            throw new LanguageException(
                $"The {limits.Name} '{Shorten(pattern)}' has lookarounds, back-references or too many repetitions, which are not supported"
            );
        }
        catch (ArgumentException exception)
        {
            throw new LanguageException($"The {limits.Name} '{Shorten(pattern)}' is not valid: {exception.Message}");
        }
    }

    public override string ToString() => regex.ToString();

    /// <summary>The names of the groups, and the numbers of those without a name; 0 is the whole.</summary>
    public IReadOnlyList<string> Groups => regex.GetGroupNames();

    public bool IsMatch(string text) => Timed(() => regex.IsMatch(text), text);

    public Match Match(string text, int from) => Timed(() => regex.Match(text, from), text);

    T Timed<T>(Func<T> match, string text)
    {
        try
        {
            return match();
        }
        catch (RegexMatchTimeoutException)
        {
            var pattern = Shorten(regex.ToString());
            throw new LanguageException(
                $"The regular expression '{pattern}' takes too long on a text of {text.Length} characters; at most one second is allowed",
                Refusal.TooCostly
            );
        }
    }

#pragma warning disable RS0030 // the only place that creates expressions of callers
    static Regex Make(string pattern, RegexOptions options) => new(pattern, options | RegexOptions.CultureInvariant, LongestMatch);
#pragma warning restore RS0030

    static void CheckDepth(string pattern, LanguageLimits limits)
    {
        var depth = 0;
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '\\')
                at++;
            else if (pattern[at] == ')')
                depth--;
            else if (pattern[at] == '(' && ++depth > limits.Depth)
                throw limits.TooDeep(at);
        }
    }

    static string Shorten(string pattern) => pattern.Length <= 100 ? pattern : $"{pattern[..100]}…";
}
