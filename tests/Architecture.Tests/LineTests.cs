using System.Text.RegularExpressions;

namespace Classroom.Architecture.Tests;

/// <summary>The width of .editorconfig, for what the formatter does not break: comments and texts.</summary>
sealed partial class LineTests
{
    const int Width = 140;

    static readonly string[] Folders = ["benchmarks", "cli", "cloud", "functions", "infra", "offline", "tests"];

    static string Repository { get; } = Built.Folder("Repository");

    [Test]
    public void Lines_fit_into_the_width_except_in_raw_strings()
    {
        var files = Folders.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(Repository, folder), "*.cs", SearchOption.AllDirectories)
        );
        var wrong = files.Where(file => !IsBuilt().IsMatch(file)).SelectMany(TooLong).ToList();
        Assert.That(wrong, Is.Empty, $"Lines of more than {Width} columns; `dotnet csharpier format .` breaks most of them.");
    }

    /// <summary>A raw string is data, and its line breaks are part of the data.</summary>
    static IEnumerable<string> TooLong(string file)
    {
        var isRaw = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            var quotes = RawQuotes().Count(line);
            if (line.Length > Width && !isRaw && quotes == 0)
                yield return $"{Path.GetRelativePath(Repository, file)}:{index + 1} has {line.Length} columns";
            if (quotes % 2 == 1)
                isRaw = !isRaw;
        }
    }

    [GeneratedRegex(@"[/\\](bin|obj)[/\\]")]
    private static partial Regex IsBuilt();

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuotes();
}
