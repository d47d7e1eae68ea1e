using System.Text;
using System.Text.RegularExpressions;

namespace Classroom.Cloud.Tests.Guides;

/// <summary>
/// A document of the course, as a script: its commands in their order, its files made where it says so, only names filled in.
/// </summary>
sealed partial class Guide
{
    readonly string[] lines;

    Guide(string[] lines) => this.lines = lines;

    public static Guide Open(string number)
    {
        if (Folders.Material is not { } folder)
            throw new IgnoreException("The course material is not beside this repository; its guides cannot be run");
        return new(File.ReadAllLines(Directory.GetFiles(folder, $"{number}_*.txt").Single()));
    }

    /// <summary>
    /// The blocks of the document: their language, their text, the line above that names a file, and the heading they stand under.
    /// </summary>
    public IEnumerable<(string Heading, string Language, string Text, string? File)> Blocks
    {
        get
        {
            var (heading, above) = ("", "");
            for (var i = 0; i < lines.Length; i++)
            {
                var line = lines[i];
                if (!line.StartsWith("```", StringComparison.Ordinal))
                {
                    if (line.StartsWith('#'))
                        heading = line.TrimStart('#', ' ');
                    if (line.Trim().Length > 0)
                        above = line;
                    continue;
                }
                var text = new StringBuilder();
                var language = line[3..].Trim();
                while (!lines[++i].StartsWith("```", StringComparison.Ordinal))
                    text.Append(lines[i]).Append('\n');
                yield return (heading, language, text.ToString(), FileName().Match(above) is { Success: true } file ? file.Value : null);
            }
        }
    }

    /// <summary>A script of all blocks of shell and files, each announced, none stopping the others; placeholders are replaced.</summary>
    public string Script(IReadOnlyDictionary<string, string> placeholders, string endpoint, Func<string, bool>? take = null)
    {
        var script = new StringBuilder(
            $"export HOME=$PWD\nmkdir -p ~/environment\naws() {{ command aws --endpoint-url {endpoint} \"$@\"; }}\nexport -f aws\n"
        );
        foreach (var (heading, language, text, file) in Blocks)
        {
            if (take?.Invoke(heading) == false)
                continue;
            script.Append($"echo '### {heading.Replace("'", "", StringComparison.Ordinal)}'\n");
            if (language == "bash")
                script.Append(text).Append('\n');
            else if (language is "python" or "json" && file is not null)
                script.Append($"cat > {file} << 'END_OF_FILE'\n{text}END_OF_FILE\n");
        }
        return placeholders.Aggregate(
            script.ToString(),
            (known, placeholder) => known.Replace(placeholder.Key, placeholder.Value, StringComparison.Ordinal)
        );
    }

    [GeneratedRegex(@"[\w\-]+\.(py|json)")]
    private static partial Regex FileName();
}
