namespace Classroom.Cloud.Models;

/// <summary>
/// The facts after the name in a line of a digest: words, and words with a value. A pattern or a title is the rest of the line.
/// </summary>
readonly struct Facts
{
    static readonly string[] ToTheEnd = ["pattern=", "title="];

    readonly Dictionary<string, string?> facts;

    Facts(Dictionary<string, string?> facts) => this.facts = facts;

    public string? this[string name] => facts.GetValueOrDefault(name);

    public bool Has(string name) => facts.ContainsKey(name);

    /// <param name="skip">The number of words before the facts.</param>
    public static Facts Of(string line, int skip)
    {
        var facts = new Dictionary<string, string?>(StringComparer.Ordinal);
        var at = 0;
        for (; skip > 0 && at >= 0; skip--)
            at = line.IndexOf(' ', at) is var space && space < 0 ? -1 : space + 1;
        while (at >= 0 && at < line.Length)
        {
            var from = at;
            var isLast = Array.Exists(ToTheEnd, start => string.CompareOrdinal(line, from, start, 0, start.Length) == 0);
            var end = isLast ? -1 : line.IndexOf(' ', at);
            var word = end < 0 ? line[at..] : line[at..end];
            var mark = word.IndexOf('=', StringComparison.Ordinal);
            facts[mark < 0 ? word : word[..mark]] = mark < 0 ? null : word[(mark + 1)..];
            at = end < 0 ? -1 : end + 1;
        }
        return new(facts);
    }
}
