using System.Text;
using Classroom.Cli.Runtime;
using CsvHelper;

namespace Classroom.Cli.Rosters;

/// <summary>A line of the list.</summary>
/// <param name="Wanted">The preferred username, before it is made valid.</param>
/// <param name="HasUsername">Whether the list itself has a username for this person.</param>
sealed record ListedPerson(long Line, string Name, string Email, string Wanted, bool HasUsername)
{
    public string Shown =>
        Name.Length > 0 ? Name
        : Email.Length > 0 ? Email
        : Wanted;
}

/// <summary>
/// Reads a list of people as schools and companies export it; names and order of the columns vary, and so do encodings.
/// </summary>
static class CsvRoster
{
    /// <summary>What Excel calls ANSI in western countries.</summary>
    const int WindowsCodePage = 1252;

    static readonly Dictionary<string, string[]> Headers = new(StringComparer.Ordinal)
    {
        ["username"] = ["username", "user", "userid", "login", "loginid", "account", "accountname", "benutzername", "kennung"],
        ["email"] = ["email", "emailaddress", "mail", "emailadresse"],
        ["first"] = ["firstname", "givenname", "forename", "first", "vorname"],
        ["last"] = ["lastname", "surname", "familyname", "last", "nachname"],
        ["name"] = ["name", "fullname", "displayname", "student", "studentname", "participant"],
    };

    public static IReadOnlyList<ListedPerson> Read(string path)
    {
        using var csv = CsvReader.FromText(
            TextOf(path),
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
        var people = new List<ListedPerson>();
        while (csv.Read())
        {
            string Field(string kind) => columns.TryGetValue(kind, out var index) ? csv.GetString(index) : "";
            var person = PersonOf(csv.LineNumber, Field);
            if (person.Shown.Length > 0)
                people.Add(person);
        }
        return people;
    }

    /// <summary>A file with a byte order mark says its encoding; without one it is UTF-8, or else what Excel writes on Windows.</summary>
    static string TextOf(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            using var reader = new StreamReader(
                new MemoryStream(bytes),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
                detectEncodingFromByteOrderMarks: true
            );
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(WindowsCodePage)!.GetString(bytes);
        }
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

    /// <summary>The preferred username: the username column, the first name, or the e-mail address up to the @.</summary>
    static ListedPerson PersonOf(long line, Func<string, string> field)
    {
        var (first, last, name, email) = (field("first"), field("last"), field("name"), field("email"));
        var whole = name.Length > 0 ? name : $"{first} {last}".Trim();
        if (field("username") is { Length: > 0 } username)
            return new(line, whole, email, username, HasUsername: true);
        var wanted =
            first.Length > 0 ? first
            // "Last, First" is as common as "First Last".
            : name.Contains(',', StringComparison.Ordinal) ? name.Split(',')[1].Trim().Split(' ')[0]
            : name.Length > 0 ? name.Split(' ')[0]
            : last.Length > 0 ? last
            : email.Split('@')[0];
        return new(line, whole, email, wanted, HasUsername: false);
    }
}
