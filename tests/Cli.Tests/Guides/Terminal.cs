using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Classroom.Cli.Tests.Guides;

/// <summary>A block of commands of a guide.</summary>
/// <param name="Words">What stands behind the language of the block, such as fails.</param>
/// <param name="Shown">The output that the guide shows, where … stands for any text; null if the guide shows none.</param>
sealed record Block(int Line, string Commands, IReadOnlyList<string> Words, string? Shown)
{
    /// <summary>The blocks of bash in a text, each with the block of output that follows.</summary>
    public static IEnumerable<Block> In(string text)
    {
        var lines = text.Split('\n');
        Block? block = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            var (begin, words) = (i, lines[i][3..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            while (lines[++i] != "```") { }
            var content = string.Join('\n', lines[(begin + 1)..i]);
            if (words is ["text"] && block is not null)
                block = block with { Shown = content };
            else if (block is not null)
                yield return block;
            if (words is ["text"])
            {
                if (block is not null)
                    yield return block;
                block = null;
            }
            else
            {
                block = words is ["bash", ..] ? new(begin + 1, content, words[1..], null) : null;
            }
        }
        if (block is not null)
            yield return block;
    }

    /// <summary>Spaces and tabs count alike, because editors and browsers change them.</summary>
    public static bool Matches(string shown, string printed)
    {
        var pattern = string.Join(".*", Spaces().Replace(shown.Trim(), " ").Split('…').Select(Regex.Escape));
        return Regex.IsMatch(Spaces().Replace(printed.Trim(), " "), $@"\A{pattern}\z", RegexOptions.Singleline);
    }

    static Regex Spaces() => new("[ \t]+");
}

/// <summary>What a block printed.</summary>
/// <param name="Failed">Whether a command of the block failed.</param>
sealed record BlockResult(Block Block, bool Failed, string Printed)
{
    public override string ToString() => $"line {Block.Line}\n{Block.Commands}\nprinted:\n{Printed}";
}

/// <summary>A terminal of a student: bash with the profile of the hand-out, in which the blocks of a guide are entered.</summary>
static class Terminal
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    public static async Task<List<BlockResult>> EnterAsync(string profile, IReadOnlyList<Block> blocks)
    {
        var folder = Directory.CreateTempSubdirectory("classroom-terminal-").FullName;
        var script = new StringBuilder($"cd {folder}\nmkdir results\nsource {profile}/env.sh\nset -E\n");
        foreach (var (number, block) in blocks.Index())
            script.Append($"trap 'echo > results/{number}.failed' ERR\n{{\n{block.Commands}\n}} > results/{number} 2>&1\n");
        var file = Path.Combine(folder, "blocks.sh");
        await File.WriteAllTextAsync(file, script.ToString());
        var start = new ProcessStartInfo("bash", [file]) { RedirectStandardError = true, RedirectStandardInput = true };
        (start.Environment["AWS_PAGER"], start.Environment["LC_ALL"], start.Environment["PYTHONUTF8"]) = ("", "C.UTF-8", "1");
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        var results = new List<BlockResult>();
        foreach (var (number, block) in blocks.Index())
        {
            var printed = Path.Combine(folder, "results", $"{number}");
            results.Add(
                new(
                    block,
                    File.Exists($"{printed}.failed"),
                    File.Exists(printed)
                        ? await File.ReadAllTextAsync(printed)
                        : $"(not reached: {await process.StandardError.ReadToEndAsync()})"
                )
            );
        }
        Directory.Delete(folder, recursive: true);
        return results;
    }
}
