using System.Text.RegularExpressions;

namespace Classroom.Offline.Tests.Surface;

/// <summary>Reads the members of interfaces and classes from a declaration file of the provider's npm package.</summary>
sealed partial class TypeScriptFile(string path)
{
    readonly string[] lines = File.ReadAllLines(path);

    /// <summary>The members of a type: wire name, and whether it may be absent with what it holds.</summary>
    /// <param name="opening">How the line begins that opens the type, white space aside.</param>
    /// <param name="scope">How the line begins that opens the namespace around it, if there is one.</param>
    public SortedDictionary<string, Member>? Members(string opening, string? scope = null)
    {
        var start = scope is null ? 0 : Find(scope, 0);
        var first = start < 0 ? -1 : Find(opening, start);
        return first < 0 || scope is not null && first > Close(start) ? null : Read(first + 1, Close(first));
    }

    int Find(string opening, int from) =>
        Array.FindIndex(lines, from, line => line.TrimStart().StartsWith(opening, StringComparison.Ordinal));

    /// <summary>Where the block ends that a line opens: the brace with the same indentation.</summary>
    int Close(int opening)
    {
        var indentation = lines[opening].Length - lines[opening].TrimStart().Length;
        return Array.FindIndex(lines, opening, line => line.TrimEnd() == new string(' ', indentation) + "}");
    }

    SortedDictionary<string, Member> Read(int from, int to)
    {
        // Maps spread over lines: joined, every member is one text.
        var text = string.Join('\n', lines[from..to].Where(line => !IsComment(line)));
        var members = new SortedDictionary<string, Member>(StringComparer.Ordinal);
        foreach (Match match in Property().Matches(text))
            members[match.Groups["name"].Value] = Member.OfTypeScript(
                match.Groups["type"].Value.ReplaceLineEndings(" "),
                match.Groups["optional"].Success
            );
        return members;
    }

    static bool IsComment(string line) => line.TrimStart() is ['*', ..] or ['/', '*', ..];

    [GeneratedRegex("""^\s*(readonly )?(?<name>\w+)(?<optional>\?)?: (?<type>(?:[^;{]|\{[^}]*\})+);""", RegexOptions.Multiline)]
    private static partial Regex Property();
}
