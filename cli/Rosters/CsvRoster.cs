using System.Globalization;
using Classroom.Cli.Runtime;
using CsvHelper;

namespace Classroom.Cli.Rosters;

/// <summary>A person in the list, with the username for the class.</summary>
sealed record Person(string Shown, string Username, string? Why);

/// <summary>
/// Reads a list of people as schools and companies export it; names and order of the columns vary.
/// </summary>
static class CsvRoster
{
    static readonly Dictionary<string, string[]> Headers = new(StringComparer.Ordinal)
    {
        ["username"] = ["username", "user", "userid", "login", "loginid", "account", "accountname", "benutzername", "kennung"],
        ["email"] = ["email", "emailaddress", "mail", "emailadresse"],
        ["first"] = ["firstname", "givenname", "forename", "first", "vorname"],
        ["last"] = ["lastname", "surname", "familyname", "last", "nachname"],
        ["name"] = ["name", "fullname", "displayname", "student", "studentname", "participant"],
    };

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

    /// <param name="taken">Usernames that are already in the class.</param>
    public static IReadOnlyList<Person> Read(string path, IEnumerable<string> taken)
    {
        using var csv = CsvReader.FromFile(
            path,
            new CsvReaderOptions
            {
                TrimWhitespace = true,
                TrimInsideQuotes = true,
                TrackLineNumbers = true,
            }
        );
        csv.ReadHeader();
        string[] header = [.. csv.Headers];
        if (header.Length == 0)
            throw new CommandException($"{path} is empty. Its first line names the columns, such as: first name,last name,email");
        var columns = Columns(header, path);
        var (used, people) = (taken.ToHashSet(StringComparer.Ordinal), new List<Person>());
        while (csv.Read())
        {
            string Field(string kind) => columns.TryGetValue(kind, out var index) ? csv.GetString(index) : "";
            var (shown, wanted) = Wish(Field);
            if (shown.Length == 0)
                continue;
            people.Add(Named(shown, wanted, used, path, csv.LineNumber));
        }
        return people;
    }

    static Dictionary<string, int> Columns(string[] header, string path)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Length; i++)
        {
            var plain = new string([.. header[i].Where(char.IsLetter)]).ToLowerInvariant();
            if (Headers.FirstOrDefault(known => known.Value.Contains(plain)).Key is { } kind)
                found.TryAdd(kind, i);
        }
        return found.Count > 0
            ? found
            : throw new CommandException(
                $"{path}: none of the columns {string.Join(", ", header.Select(name => $"'{name}'"))} is known. One of them must be "
                    + $"username, email, name, or first name and last name."
            );
    }

    /// <summary>The person's name and preferred username: the username column, the first name, or the email up to the @.</summary>
    static (string Shown, string Wanted) Wish(Func<string, string> field)
    {
        var (first, last, name) = (field("first"), field("last"), field("name"));
        var whole = name.Length > 0 ? name : $"{first} {last}".Trim();
        if (field("username") is { Length: > 0 } username)
            return (whole.Length > 0 ? whole : username, username);
        if (first.Length > 0)
            return (whole, first);
        // "Last, First" is as common as "First Last".
        if (name.Length > 0)
            return (name, name.Contains(',', StringComparison.Ordinal) ? name.Split(',')[1].Trim().Split(' ')[0] : name.Split(' ')[0]);
        if (last.Length > 0)
            return (last, last);
        return (field("email"), field("email").Split('@')[0]);
    }

    static Person Named(string shown, string wanted, HashSet<string> used, string path, long row)
    {
        var plain = Plain(wanted);
        if (plain.Length < 2)
            plain = Plain(shown);
        if (plain.Length < 2)
            throw new CommandException(
                $"{path}, line {row}: no username can be made of '{shown}'. A username has 2 to 16 lower-case letters and digits, a "
                    + $"letter first; add a column 'username'."
            );
        if (plain.Length > 16)
            plain = plain[..16];
        if (used.Add(plain))
            return new(shown, plain, plain == wanted ? null : $"from '{wanted}'");
        for (var number = 2; ; number++)
        {
            var other = $"{plain[..Math.Min(plain.Length, 16 - number.ToString(CultureInfo.InvariantCulture).Length)]}{number}";
            if (used.Add(other))
                return new(shown, other, $"'{plain}' is taken");
        }
    }

    /// <summary>Only letters without accents, and digits; a letter comes first.</summary>
    static string Plain(string text) => string.Concat(text.ToLowerInvariant().Select(Letter)).TrimStart([.. "0123456789"]);

    static string Letter(char character) =>
        char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)
            ? $"{character}"
            : Spelled.FirstOrDefault(letter => letter.Accented.Contains(character, StringComparison.Ordinal)).Plain ?? "";
}
