using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Paths;

/// <summary>A path that names one place, into which a result is put: ResultPath.</summary>
static class ReferencePath
{
    public static bool IsOne(JsonPath path) => path is { IsDefinite: true, Root: PathRoot.Data };

    /// <summary>
    /// The value with another put in at the path's place. Objects on the way are made where there are none; null if something else stands
    /// there.
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
