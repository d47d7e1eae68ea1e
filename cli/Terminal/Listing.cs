using Spectre.Console;

namespace Classroom.Cli.Terminal;

/// <summary>A table without lines: each column as wide as its widest text, the last one cut at the edge of the terminal.</summary>
/// <param name="headers">The names of the columns. Those that begin with a blank are for numbers, which stand to the right.</param>
sealed class Listing(params string[] headers)
{
    const string Gap = "  ";

    readonly List<(string[] Cells, string? Colour)> rows = [];

    /// <param name="colour">The colour of the last cell, which holds what matters.</param>
    public void Add(string? colour, params string[] cells) => rows.Add((cells, colour));

    public void Write(IAnsiConsole console)
    {
        var widths = headers.Select((header, column) => rows.Select(row => row.Cells[column].Length).Append(header.Length).Max()).ToArray();
        console.MarkupLine($"[grey]{Gap}{Line(headers, widths).EscapeMarkup()}[/]".TrimEnd());
        foreach (var (cells, colour) in rows)
        {
            var before = cells.Take(cells.Length - 1).Select((cell, column) => Padded(cell, column, widths) + Gap);
            var start = Gap + string.Concat(before);
            var room = Math.Max(8, console.Profile.Width - start.Length);
            var last = cells[^1].Length > room ? $"{cells[^1][..(room - 1)]}…" : cells[^1];
            console.MarkupLine(
                $"{start.EscapeMarkup()}{(colour is null ? last.EscapeMarkup() : $"[{colour}]{last.EscapeMarkup()}[/]")}".TrimEnd()
            );
        }
    }

    string Line(string[] cells, int[] widths) =>
        string.Join(Gap, cells.Select((cell, column) => column == cells.Length - 1 ? cell : Padded(cell, column, widths)));

    string Padded(string cell, int column, int[] widths) =>
        headers[column].StartsWith(' ') ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]);
}
