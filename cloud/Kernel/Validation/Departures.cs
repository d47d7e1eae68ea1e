using System.Collections.Concurrent;

namespace Classroom.Cloud.Validation;

/// <summary>
/// Where the embedded cloud departs from the model of a service, each with its reason: cloud/Kernel/Validation/Departures/*.txt.
/// A line has one of these forms, and a path names members of the model, without the items of lists and the keys of maps:
/// <code>
/// ignores Operation.Path: reason             a member that has no effect here, whatever its value is
/// ignores Operation.Path=a|b: reason         a member that has no effect here with one of these values
/// leaves Operation.Path constraint: reason   a constraint (required, length, pattern, enum, range, type, all) that is not checked here
/// </code>
/// The operation * stands for all operations.
/// </summary>
sealed class Departures
{
    static readonly ConcurrentDictionary<string, Departures> Known = new(StringComparer.Ordinal);

    readonly Dictionary<string, IReadOnlyList<string>> ignored = new(StringComparer.Ordinal);
    readonly Dictionary<string, Exempt> exempt = new(StringComparer.Ordinal);

    Departures(IEnumerable<string> lines)
    {
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
            Read(line);
    }

    /// <summary>All lines without comments, for the test that says that each line names something.</summary>
    public IEnumerable<(string Path, bool IsIgnored)> All =>
        ignored.Keys.Select(path => (path, true)).Concat(exempt.Keys.Select(path => (path, false)));

    public static Departures Of(string model) => Known.GetOrAdd(model, static model => new(Lines(model)));

    /// <summary>The values with which a member has no effect; empty for every value; null if the member is not ignored.</summary>
    public IReadOnlyList<string>? Ignored(string operation, string path) =>
        ignored.GetValueOrDefault($"{operation}.{path}") ?? ignored.GetValueOrDefault($"*.{path}");

    public Exempt Exempt(string operation, string path) =>
        exempt.GetValueOrDefault($"{operation}.{path}") | exempt.GetValueOrDefault($"*.{path}");

    void Read(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0)
            throw new FormatException($"A departure without a reason: {line}");
        switch (line[..colon].Split(' ', 3))
        {
            case ["ignores", var member]:
                var mark = member.IndexOf('=', StringComparison.Ordinal);
                ignored[mark < 0 ? member : member[..mark]] = mark < 0 ? [] : member[(mark + 1)..].Split('|');
                break;
            case ["leaves", var path, var constraints]:
                exempt[path] = constraints.Split(' ').Select(ExemptOf).Aggregate(exempt.GetValueOrDefault(path), (all, one) => all | one);
                break;
            default:
                throw new FormatException($"A departure that is none: {line}");
        }
    }

    static Exempt ExemptOf(string constraint) =>
        constraint switch
        {
            "required" => Validation.Exempt.Required,
            "length" => Validation.Exempt.Length,
            "pattern" => Validation.Exempt.Pattern,
            "enum" => Validation.Exempt.Enumeration,
            "range" => Validation.Exempt.Range,
            "type" => Validation.Exempt.Type,
            "all" => Validation.Exempt.Everything,
            _ => throw new FormatException($"There is no constraint '{constraint}'"),
        };

    static string[] Lines(string model)
    {
        using var stream = typeof(Departures).Assembly.GetManifestResourceStream($"departures/{model}.txt");
        if (stream is null)
            return [];
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
