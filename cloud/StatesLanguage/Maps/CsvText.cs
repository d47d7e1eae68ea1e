using System.Text;

namespace Classroom.StatesLanguage.Maps;

/// <summary>
/// Parses comma-separated values as RFC 4180 defines them: a quoted field may contain separators, line breaks, and doubled quotes.
/// </summary>
static class CsvText
{
    public static IEnumerable<string[]> Rows(string text, char delimiter)
    {
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (isQuoted)
            {
                if (c != '"')
                    field.Append(c);
                else if (at + 1 < text.Length && text[at + 1] == '"')
                    field.Append(text[++at]);
                else
                    isQuoted = false;
            }
            else if (c == '"' && field.Length == 0)
            {
                isQuoted = true;
            }
            else if (c == delimiter)
            {
                row.Add(field.ToString());
                field.Clear();
            }
            else if (c is '\n' or '\r')
            {
                // The second character of \r\n ends an empty line, which is no row.
                if (row.Count > 0 || field.Length > 0)
                    yield return Take(row, field);
            }
            else
            {
                field.Append(c);
            }
        }
        if (row.Count > 0 || field.Length > 0)
            yield return Take(row, field);
    }

    static string[] Take(List<string> row, StringBuilder field)
    {
        row.Add(field.ToString());
        field.Clear();
        string[] taken = [.. row];
        row.Clear();
        return taken;
    }
}
