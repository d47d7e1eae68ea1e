namespace Classroom.Cloud.Models;

/// <summary>The lines of a digest by what they describe. build/models/digest.py describes the format.</summary>
sealed record DigestText(
    ServiceLine Service,
    IReadOnlyDictionary<string, string> Operations,
    IReadOnlyDictionary<string, int> Shapes,
    string[] Lines
)
{
    public static DigestText Read(string[] lines)
    {
        ServiceLine? service = null;
        var operations = new Dictionary<string, string>(StringComparer.Ordinal);
        var shapes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.Length == 0 || line[0] is ' ' or '#')
                continue;
            var name = Word(line, 1);
            if (line.StartsWith("operation ", StringComparison.Ordinal))
                operations[name] = line;
            else if (line.StartsWith("service ", StringComparison.Ordinal))
                service = ServiceLine.Read(line["service ".Length..]);
            else
                shapes[name] = i;
        }
        return new(service ?? throw new FormatException("The digest has no line of its service"), operations, shapes, lines);
    }

    /// <summary>A word of a line, counted from 0.</summary>
    public static string Word(string line, int number)
    {
        var at = 0;
        for (; number > 0; number--)
            at = line.IndexOf(' ', at) + 1;
        var end = line.IndexOf(' ', at);
        return end < 0 ? line[at..] : line[at..end];
    }
}
