using Spectre.Console;

namespace Classroom.Cli.Terminal;

/// <summary>A table without lines: each column as wide as its widest text, the last one wrapped at the edge of the terminal.</summary>
/// <param name="headers">The names of the columns. Those that begin with a blank are for numbers, which stand to the right.</param>
sealed class Listing(params string[] headers)
{
    const string Gap = "  ";

    /// <summary>On a very narrow screen.</summary>
    const int ShortestLast = 12;

    readonly List<(string[] Cells, string? Colour)> rows = [];

    /// <param name="colour">The colour of the last cell, which holds what matters.</param>
    public void Add(string? colour, params string[] cells) => rows.Add((cells, colour));

    public void Write(IAnsiConsole console)
    {
        var widths = headers.Select((header, column) => rows.Select(row => row.Cells[column].Length).Append(header.Length).Max()).ToArray();
        console.MarkupLine($"[grey]{(Gap + Line(headers, widths)).TrimEnd().EscapeMarkup()}[/]");
        foreach (var (cells, colour) in rows)
        {
            var start = Gap + string.Concat(cells.Take(cells.Length - 1).Select((cell, column) => Padded(cell, column, widths) + Gap));
            var last = Wrapped(cells[^1], Math.Max(ShortestLast, console.Profile.Width - start.Length)).ToList();
            if (last.Count == 0)
                console.MarkupLine(start.TrimEnd().EscapeMarkup());
            foreach (var (index, line) in last.Index())
            {
                var before = index == 0 ? start : new string(' ', start.Length);
                console.MarkupLine($"{before.EscapeMarkup()}[{colour ?? "default"}]{line.EscapeMarkup()}[/]");
            }
        }
    }

    /// <summary>The last cell holds what matters: it is not cut, but goes on below.</summary>
    static IEnumerable<string> Wrapped(string text, int room)
    {
        var rest = text.Trim();
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

    string Line(string[] cells, int[] widths) =>
        string.Join(Gap, cells.Select((cell, column) => column == cells.Length - 1 ? cell : Padded(cell, column, widths)));

    string Padded(string cell, int column, int[] widths) =>
        headers[column].StartsWith(' ') ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]);
}
