using System.Text;
using System.Text.RegularExpressions;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Handouts;

/// <summary>
/// A guide of docs/ with its placeholders filled in. Lines between <c>&lt;!-- only: aws --&gt;</c> and <c>&lt;!-- all --&gt;</c> are for
/// readers for whom all these words are true.
/// </summary>
sealed partial class Guide(string text)
{
    /// <summary>The names of the labs that have a guide, in the order in which the first page of the guides lists them.</summary>
    public static IReadOnlyList<string> Labs(Repository repository) =>
        [.. LabLink().Matches(File.ReadAllText(PathOf(repository, "README"))).Select(match => match.Groups[1].Value).Distinct()];

    public static Guide OfLab(Repository repository, string lab) => Read(PathOf(repository, lab));

    /// <summary>How a student builds a lab in mode hands-on; without a lab, what all labs need for it.</summary>
    public static Guide ToBuild(Repository repository, string? lab = null) => Read(PathOf(repository, $"build/{lab ?? "README"}"));

    /// <summary>What every student reads before the first lab.</summary>
    public static Guide Beginning(Repository repository) => OfLab(repository, "README");

    public static Guide Troubleshooting(Repository repository) => Read(Path.Combine(repository.Folder, "docs", "TROUBLESHOOTING.md"));

    /// <param name="words">What is true for the reader, such as here, aws, role, user.</param>
    /// <param name="values">The values of the placeholders.</param>
    public string For(IReadOnlySet<string> words, IReadOnlyDictionary<string, string> values)
    {
        var kept = new StringBuilder();
        var isFor = true;
        foreach (var line in text.Split('\n'))
        {
            if (Only().Match(line) is { Success: true } only)
                isFor = only.Groups[1].Value.Split(' ').All(words.Contains);
            else if (line == "<!-- all -->")
                isFor = true;
            else if (isFor)
                kept.Append(line).Append('\n');
        }
        return Placeholder()
            .Replace(kept.ToString(), match => values.GetValueOrDefault(match.Groups[1].Value) ?? match.Value)
            .Replace("arn:aws:", $"arn:{values["partition"]}:", StringComparison.Ordinal)
            .TrimEnd('\n');
    }

    /// <summary>The placeholders that have no value yet.</summary>
    public static IEnumerable<string> PlaceholdersIn(string filled) =>
        Placeholder().Matches(filled).Select(match => match.Value).Distinct();

    static string PathOf(Repository repository, string name) => Path.Combine(repository.Folder, "docs", "labs", $"{name}.md");

    static Guide Read(string path) =>
        File.Exists(path)
            ? new(File.ReadAllText(path).ReplaceLineEndings("\n"))
            : throw new CommandException($"The guide {path} does not exist. `git checkout docs` restores it.");

    [GeneratedRegex(@"^\| \[\w+\]\((\w+)\.md\)", RegexOptions.Multiline)]
    private static partial Regex LabLink();

    [GeneratedRegex(@"^<!-- only: ([a-z ]+) -->$")]
    private static partial Regex Only();

    // Not %{http_code} of curl and not ${name} of bash.
    [GeneratedRegex(@"(?<![%$])\{([a-z]+(?:_[a-z]+)*)\}")]
    private static partial Regex Placeholder();
}
