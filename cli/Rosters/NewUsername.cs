using System.Globalization;

namespace Classroom.Cli.Rosters;

/// <summary>Makes usernames of names.</summary>
static class NewUsername
{
    const int Shortest = 2;
    const int Longest = 16;

    // .NET removes accents only with ICU, which is not installed everywhere.
    static readonly (string Plain, string Accented)[] Spelled =
    [
        ("ae", "äæ"),
        ("oe", "öœ"),
        ("ue", "ü"),
        ("ss", "ß"),
        ("th", "þ"),
        ("a", "àáâãåāăą"),
        ("c", "çćĉċč"),
        ("d", "ďđð"),
        ("e", "èéêëēĕėęě"),
        ("g", "ĝğġģ"),
        ("h", "ĥħ"),
        ("i", "ìíîïĩīĭįı"),
        ("j", "ĵ"),
        ("k", "ķ"),
        ("l", "ĺļľŀł"),
        ("n", "ñńņňŋ"),
        ("o", "òóôõøōŏő"),
        ("r", "ŕŗř"),
        ("s", "śŝşšș"),
        ("t", "ţťŧț"),
        ("u", "ùúûũūŭůűų"),
        ("w", "ŵ"),
        ("y", "ýÿŷ"),
        ("z", "źżž"),
    ];

    /// <summary>A valid username that nobody has, with the reason why it is not the text itself; null if no username can be made.</summary>
    public static (string Username, string? Why)? Of(string wanted, ISet<string> used)
    {
        var plain = Plain(wanted);
        if (plain.Length < Shortest)
            return null;
        if (plain.Length > Longest)
            plain = plain[..Longest];
        if (used.Add(plain))
            return (plain, plain == wanted ? null : $"from '{wanted}'");
        for (var number = 2; ; number++)
        {
            var digits = number.ToString(CultureInfo.InvariantCulture);
            var other = $"{plain[..Math.Min(plain.Length, Longest - digits.Length)]}{digits}";
            if (used.Add(other))
                return (other, $"'{plain}' is taken");
        }
    }

    /// <summary>Only letters without accents, and digits; a letter comes first.</summary>
    static string Plain(string text) => string.Concat(text.ToLowerInvariant().Select(Letter)).TrimStart([.. "0123456789"]);

    static string Letter(char character) =>
        char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)
            ? $"{character}"
            : Spelled.FirstOrDefault(letter => letter.Accented.Contains(character, StringComparison.Ordinal)).Plain ?? "";
}
