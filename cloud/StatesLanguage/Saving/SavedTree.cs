using System.Globalization;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Saving;

/// <summary>The saved parts of an execution, indexed by the path of their parent.</summary>
sealed class SavedTree
{
    readonly IReadOnlyDictionary<string, Json> parts;
    readonly Dictionary<string, List<(int Index, JsonObject Part)>> below = new(StringComparer.Ordinal);

    public SavedTree(IReadOnlyDictionary<string, Json> parts)
    {
        this.parts = parts;
        foreach (var (path, value) in parts)
        {
            var slash = path.LastIndexOf('/');
            var isNumbered = int.TryParse(path.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index);
            if (slash < 0 || !isNumbered)
                continue;
            var owner = path[..slash];
            if (!below.TryGetValue(owner, out var children))
                below[owner] = children = [];
            children.Add((index, (JsonObject)value));
        }
        foreach (var children in below.Values)
            children.Sort((one, other) => one.Index.CompareTo(other.Index));
    }

    public JsonObject Root => Find(PartPath.Root) ?? throw new InvalidOperationException("the saved execution has no root part");

    public JsonObject? Find(string path) => parts.GetValueOrDefault(path) as JsonObject;

    /// <summary>The numbered parts directly below a path, in order.</summary>
    public IReadOnlyList<(int Index, JsonObject Part)> Below(string path) => below.GetValueOrDefault(path) ?? [];
}
