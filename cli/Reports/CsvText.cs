using System.Globalization;
using System.Text;

namespace Classroom.Cli.Reports;

/// <summary>A CSV file (RFC 4180).</summary>
sealed class CsvText
{
    static readonly char[] Special = [',', '"', '\n', '\r'];

    // A spreadsheet takes a cell that begins like this for a formula, whoever has written it.
    static readonly char[] Formula = ['=', '+', '-', '@', '\t'];

    readonly StringBuilder text = new();

    public CsvText Row(params IEnumerable<object?> cells)
    {
        text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        return this;
    }

    public override string ToString() => text.ToString();

    static string Cell(object? value)
    {
        if (value is double number)
            return Math.Round(number, 2).ToString(CultureInfo.InvariantCulture);
        var cell = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (cell.Length > 0 && Formula.Contains(cell[0]))
            cell = $"'{cell}";
        return cell.IndexOfAny(Special) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
