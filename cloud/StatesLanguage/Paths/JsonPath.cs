using System.Collections.Concurrent;
using Classroom.Languages;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Paths;

/// <summary>The value that a path starts from.</summary>
enum PathRoot
{
    /// <summary>$: the state's input, or its result.</summary>
    Data,

    /// <summary>$$: the context object.</summary>
    Context,

    /// <summary>$name: a variable.</summary>
    Variable,
}

/// <summary>A path in the dialect of Step Functions, which is the dialect of the Jayway library.</summary>
sealed class JsonPath
{
    const int MostKept = 10_000;
    const int LongestKept = 1000;

    static readonly ConcurrentDictionary<string, JsonPath> Parsed = new();

    readonly PathStep[] steps;

    internal JsonPath(string text, PathRoot root, string? variable, PathStep[] steps)
    {
        Text = text;
        Root = root;
        Variable = variable;
        this.steps = steps;
        IsDefinite = Array.TrueForAll(steps, step => step.IsDefinite);
    }

    public string Text { get; }

    public PathRoot Root { get; }

    public string? Variable { get; }

    /// <summary>The path selects a single place. Other paths return a list, which may be empty.</summary>
    public bool IsDefinite { get; }

    public bool IsRoot => steps.Length == 0;

    internal ReadOnlySpan<PathStep> Steps => steps;

    public static JsonPath Parse(string text)
    {
        if (Parsed.TryGetValue(text, out var known))
            return known;
        var path = PathParser.Parse(text);
        // The size of the cache is limited: definitions have few paths, but expressions can build any number of them at run time.
        if (Parsed.Count < MostKept && text.Length < LongestKept)
            Parsed[text] = path;
        return path;
    }

    /// <summary>Returns the value that the path selects; null where a definite path selects nothing.</summary>
    /// <exception cref="LanguageException">The evaluation visits too many values.</exception>
    public Json? Find(Json value) => IsDefinite ? Follow(value) : Collect(value, new(value));

    internal Json? Find(Json value, PathSearch search) => IsDefinite ? Follow(value) : Collect(value, search);

    Json? Follow(Json value)
    {
        foreach (var step in steps)
        {
            if (step.Follow(value) is not { } next)
                return null;
            value = next;
        }
        return value;
    }

    JsonArray Collect(Json value, PathSearch search)
    {
        var found = new List<Json> { value };
        foreach (var step in steps)
        {
            var next = new List<Json>();
            foreach (var selected in found.SelectMany(item => step.Select(search, item)))
            {
                search.Spend(1);
                next.Add(selected);
            }
            found = next;
        }
        return JsonArray.Of(found);
    }

    /// <summary>Describes where a definite path ends without a value, with Jayway's wording.</summary>
    public string DescribeMiss(Json value)
    {
        var reached = "$";
        for (var i = 0; i < steps.Length; i++)
        {
            reached += steps[i];
            if (steps[i].Follow(value) is { } next)
                value = next;
            else
                return i == steps.Length - 1 ? $"No results for path: {reached}" : $"Missing property in path {reached}";
        }
        return $"No results for path: {reached}";
    }

    public override string ToString() => Text;
}
