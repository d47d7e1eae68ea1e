using System.Globalization;
using Spectre.Console;

namespace Classroom.Cli.Executions.Timelines;

/// <summary>Steps as lines of a terminal: columns for time, state, verdict and duration, then the note as far as it fits.</summary>
/// <param name="width">The width of the terminal.</param>
/// <param name="names">The width of the longest name.</param>
sealed class TimelineView(int width, int names)
{
    const int TimeWidth = 8;
    const int VerdictWidth = 6;
    const int TookWidth = 7;
    const int LongestName = 26;

    readonly int nameWidth = Math.Clamp(names, 9, LongestName);

    public IEnumerable<string> Lines(Step step)
    {
        var name = (new string(' ', 2 * step.Depth) + step.Name).PadRight(nameWidth);
        var line = $"{Seconds(step.At), TimeWidth}  {name}";
        if (step.Verdict.Length > 0)
            line += $" {step.Verdict.PadRight(VerdictWidth)}";
        if (step.Took is { } time)
            line += $" {Seconds(time), TookWidth}";
        line = line.TrimEnd();
        var notes = Notes(step, width - line.Length - 2);
        var first = notes.Count > 0 ? $"  {notes[0]}" : "";
        yield return (
            $"[grey]{line[..(TimeWidth + 2)]}[/]{Coloured(line[(TimeWidth + 2)..].EscapeMarkup(), step)}{first.EscapeMarkup()}"
        ).TrimEnd();
        var indent = new string(' ', TimeWidth + 4 + (2 * step.Depth));
        foreach (var more in notes.Skip(1))
            yield return indent + more.EscapeMarkup();
        foreach (var below in step.Below.SelectMany(text => Wrapped(text, width - indent.Length)))
            yield return $"{indent}[red]{below.EscapeMarkup()}[/]";
    }

    public static string Seconds(TimeSpan time) =>
        time.TotalSeconds < 100
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} m {time.Seconds:00} s");

    /// <summary>
    /// The function and what it changed, as far as they fit. What went wrong is never cut: it goes on below the line.
    /// </summary>
    static List<string> Notes(Step step, int room)
    {
        var whole = string.Join("  ", ((string?[])[step.Function, step.ColdStart, step.Note]).Where(part => !string.IsNullOrEmpty(part)));
        if (whole.Length == 0)
            return [];
        if (whole.Length <= room)
            return [whole];
        if (step.Outcome is StepOutcome.Bad or StepOutcome.Warning)
            return
            [
                .. Wrapped(string.Join("  ", ((string?[])[step.Note, step.Function]).Where(part => !string.IsNullOrEmpty(part))), room),
            ];
        var brief = string.Join("  ", ((string?[])[step.ColdStart, step.Note]).Where(part => !string.IsNullOrEmpty(part)));
        return [Cut(brief.Length > 0 ? brief : whole, room)];
    }

    static string Cut(string text, int room) => text.Length <= room ? text : $"{text[..Math.Max(1, room - 1)]}…";

    static IEnumerable<string> Wrapped(string text, int room)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var rest = line.TrimEnd();
            while (rest.Length > room)
            {
                var end = rest.LastIndexOf(' ', room - 1, room);
                if (end <= 0)
                    end = room;
                yield return rest[..end].TrimEnd();
                rest = rest[end..].TrimStart();
            }
            if (rest.Length > 0)
                yield return rest;
        }
    }

    static string Coloured(string text, Step step) =>
        step.Outcome switch
        {
            StepOutcome.Good => $"[green]{text}[/]",
            StepOutcome.Warning => $"[yellow]{text}[/]",
            StepOutcome.Bad => $"[red]{text}[/]",
            StepOutcome.Neutral => text,
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };
}
