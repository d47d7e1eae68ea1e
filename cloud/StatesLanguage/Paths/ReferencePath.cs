using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Paths;

/// <summary>Reference paths, which select a single place for a result: ResultPath.</summary>
static class ReferencePath
{
    public static bool IsOne(JsonPath path) => path is { IsDefinite: true, Root: PathRoot.Data };

    /// <summary>
    /// Returns a copy of a value with another value at the path. Creates missing objects on the way; returns null where the path meets a
    /// value that is not an object.
    /// </summary>
    public static Json? Put(JsonPath path, Json into, Json value) => Put(path.Steps, into, value);

    static Json? Put(ReadOnlySpan<PathStep> steps, Json? into, Json value)
    {
        if (steps.IsEmpty)
            return value;
        switch (steps[0])
        {
            case NameStep name when into is null or JsonObject:
                var members = into as JsonObject ?? JsonObject.Empty;
                return Put(steps[1..], members[name.Name], value) is { } member ? members.With(name.Name, member) : null;
            case IndexStep { Index: >= 0 } index when into is JsonArray items && index.Index < items.Count:
                if (Put(steps[1..], items[index.Index], value) is not { } item)
                    return null;
                var copy = items.ToArray();
                copy[index.Index] = item;
                return new JsonArray(copy);
            default:
                return null;
        }
    }
}
