namespace Classroom.Settings;

/// <summary>"Did you mean" for a mistyped word.</summary>
static class Suggestion
{
    /// <summary>" Did you mean 'x'?" with a blank before it; empty if no known word is near.</summary>
    public static string For(string given, IEnumerable<string> known) => Near(given, known) is { } word ? $" Did you mean '{word}'?" : "";

    /// <summary>The nearest known word, if it differs in a few letters only, or begins with what was given.</summary>
    public static string? Near(string given, IEnumerable<string> known)
    {
        var most = Math.Max(1, given.Length / 3);
        var best = known
            .Select(word => (Word: word, Distance: Distance(given.ToLowerInvariant(), word.ToLowerInvariant())))
            .Where(candidate =>
                candidate.Distance <= most
                || (given.Length >= 3 && candidate.Word.StartsWith(given, StringComparison.OrdinalIgnoreCase))
                || (given.Length >= 3 && candidate.Word.EndsWith($"-{given}", StringComparison.OrdinalIgnoreCase))
            )
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Word;
    }

    /// <summary>The number of letters to insert, remove, replace, or exchange with the next one.</summary>
    static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[one.Length, other.Length];
    }
}
