using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>
/// The findings of a run: answers with status 500, crashes, hangs. Each kind is kept once, with the first request that showed it.
/// </summary>
sealed partial class Findings
{
    readonly ConcurrentDictionary<string, (int Count, string Request)> found = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<int, int> statuses = new();
    readonly ConcurrentDictionary<string, (int Accepted, string Refusal)> valid = new(StringComparer.Ordinal);

    public bool IsEmpty => found.IsEmpty;

    public long Answers => statuses.Values.Sum(count => (long)count);

    public void Add(string kind, string request) => found.AddOrUpdate(kind, (1, request), (_, known) => (known.Count + 1, known.Request));

    public void Count(int status) => statuses.AddOrUpdate(status, 1, (_, count) => count + 1);

    /// <summary>Counts whether an unchanged (valid) request was accepted.</summary>
    public void CountValid(string operation, bool isAccepted, string answer) =>
        valid.AddOrUpdate(
            operation,
            (isAccepted ? 1 : 0, answer),
            (_, known) => (known.Accepted + (isAccepted ? 1 : 0), isAccepted ? known.Refusal : answer)
        );

    /// <summary>Adds the errors that the cloud wrote to its log.</summary>
    public void AddLog(string log)
    {
        foreach (
            var block in Entry()
                .Split(log)
                .Where(block =>
                    block.Contains("this is a bug", StringComparison.Ordinal)
                    || block.Contains("Unhandled exception", StringComparison.Ordinal)
                    || block.Contains("Stack overflow", StringComparison.Ordinal)
                )
        )
        {
            var what = Number().Replace(block.Split('\n')[0].Trim(), "#");
            var frame = Frame().Match(block) is { Success: true } match ? match.Value : "";
            Add($"log: {(what.Length > 300 ? what[..300] : what)} {frame}", block.Length > 3000 ? block[..3000] : block);
        }
    }

    public string Report(bool isVerbose)
    {
        var text = new StringBuilder();
        foreach (var (kind, (count, request)) in found.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{count, 7} x {kind}\n{Indented(request)}\n");
        text.Append("answers: ")
            .AppendJoin(", ", statuses.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key}: {entry.Value}"))
            .Append('\n');
        var never = valid.Where(entry => entry.Value.Accepted == 0).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        text.Append(
            CultureInfo.InvariantCulture,
            $"operations whose unchanged requests were accepted: {valid.Count - never.Count} of {valid.Count}\n"
        );
        if (isVerbose)
            text.Append("never accepted:\n").AppendJoin("", never.Select(entry => $"{entry.Key}\n{Indented(entry.Value.Refusal)}\n"));
        return text.ToString();
    }

    static string Indented(string text) =>
        string.Join('\n', text.Split('\n').Take(25).Select(line => $"          {(line.Length > 400 ? line[..400] : line)}"));

    [GeneratedRegex(@"^(?=\d\d:\d\d:\d\d\.\d\d\d )", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}|\d{2,}|:\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"at Classroom\.[^\s(]+")]
    private static partial Regex Frame();
}
