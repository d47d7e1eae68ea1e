using System.Text;

namespace Classroom.Languages.LogPatterns;

/// <summary>A pattern for messages with fields separated by spaces: [ip, user, ..., status = 4*, bytes].</summary>
sealed class Columns(List<(string Name, Condition<string>? Condition)> columns) : FilterPattern
{
    readonly int rest = columns.FindIndex(column => column.Name == "...");

    /// <summary>Parses the text within the brackets. Without a column it matches every message.</summary>
    public static new Columns Parse(string text) =>
        string.IsNullOrWhiteSpace(text) ? new([("...", null)]) : new([.. Split(text).Select(Read)]);

    public override bool Matches(string message) => Match(message) is not null;

    public override string? Extract(string message, string selector) =>
        selector.StartsWith('$') && Match(message) is { } values ? values.GetValueOrDefault(selector[1..]) : null;

    Dictionary<string, string>? Match(string message)
    {
        var values = Fields(message);
        if (rest < 0 ? values.Count != columns.Count : values.Count < columns.Count - 1)
            return null;
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            if (i == rest)
                continue;
            // Columns after the ellipsis (...) are counted from the end.
            var value = values[rest >= 0 && i > rest ? values.Count - (columns.Count - i) : i];
            if (columns[i].Condition?.Holds(value) == false)
                return null;
            named[columns[i].Name] = value;
        }
        return named;
    }

    static (string Name, Condition<string>? Condition) Read(string column)
    {
        column = column.Trim();
        if (column.Length == 0)
            throw Invalid("a column has no name");
        var name = new string([.. column.TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '.')]);
        if (name.Length == 0)
            throw Invalid($"the column '{column}' does not begin with a name");
        var rest = column[name.Length..].Trim();
        return rest.Length == 0 ? (name, null) : (name, new ConditionParser(column).ParseColumnCondition(name));
    }

    /// <summary>A text in quotation marks or brackets is one field.</summary>
    static List<string> Fields(string message)
    {
        var fields = new List<string>();
        for (var at = 0; at < message.Length; )
        {
            if (message[at] == ' ')
            {
                at++;
                continue;
            }
            var close = message[at] switch
            {
                '"' => '"',
                '[' => ']',
                _ => ' ',
            };
            var start = close == ' ' ? at : at + 1;
            var end = message.IndexOf(close, start);
            if (end < 0)
                end = message.Length;
            fields.Add(message[start..end]);
            at = end + 1;
        }
        return fields;
    }

    /// <summary>Splits at each comma outside quotation marks.</summary>
    static IEnumerable<string> Split(string text)
    {
        var part = new StringBuilder();
        var isQuoted = false;
        foreach (var c in text)
        {
            if (c == '"')
                isQuoted = !isQuoted;
            if (c == ',' && !isQuoted)
            {
                yield return part.ToString();
                part.Clear();
            }
            else
            {
                part.Append(c);
            }
        }
        yield return part.ToString();
    }
}
