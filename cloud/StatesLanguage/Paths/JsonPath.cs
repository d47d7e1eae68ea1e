using System.Collections.Concurrent;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Paths;

/// <summary>What a path starts from.</summary>
enum PathRoot
{
    /// <summary>$: the state's input, or its result.</summary>
    Data,

    /// <summary>$$: the context object.</summary>
    Context,

    /// <summary>$name: a variable.</summary>
    Variable,
}

/// <summary>A path in the dialect that Step Functions accepts, which is that of the Jayway library.</summary>
sealed class JsonPath
{
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

    /// <summary>Names one place. Any other path finds a list of them, which may be empty.</summary>
    public bool IsDefinite { get; }

    public bool IsRoot => steps.Length == 0;

    internal ReadOnlySpan<PathStep> Steps => steps;

    public static JsonPath Parse(string text)
    {
        if (Parsed.TryGetValue(text, out var known)) return known;
        var path = PathParser.Parse(text);
        // Definitions hold a handful of paths; what comes out of running ones must not pile up here.
        if (Parsed.Count < 10_000) Parsed[text] = path;
        return path;
    }

    /// <summary>What the path finds below this value: null where a definite path leads nowhere.</summary>
    public Json? Find(Json value)
    {
        if (IsDefinite)
        {
            foreach (var step in steps)
            {
                if (step.Follow(value) is not { } next) return null;
                value = next;
            }
            return value;
        }
        var found = new List<Json>();
        Collect(value, value, 0, found);
        return JsonArray.Of(found);
    }

    /// <summary>Where a definite path breaks off, in Jayway's words.</summary>
    public string DescribeMiss(Json value)
    {
        var reached = "$";
        for (var i = 0; i < steps.Length; i++)
        {
            reached += steps[i];
            if (steps[i].Follow(value) is { } next) value = next;
            else return i == steps.Length - 1 ? $"No results for path: {reached}" : $"Missing property in path {reached}";
        }
        return $"No results for path: {reached}";
    }

    public override string ToString() => Text;

    internal void Collect(Json root, Json value, int at, List<Json> found)
    {
        if (at == steps.Length)
        {
            found.Add(value);
            return;
        }
        foreach (var next in steps[at].Select(root, value)) Collect(root, next, at + 1, found);
    }
}
