using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Saving;

/// <summary>The result of a branch or an iteration, and the last event of the branch. It replaces the part of the fiber.</summary>
static class BranchResult
{
    public static JsonObject Write(Json result, long lastEvent)
    {
        var part = new JsonObject(2);
        part.Set("result", result);
        part.Set("lastEvent", lastEvent);
        return part;
    }

    public static bool TryRead(JsonObject part, out Json result, out long lastEvent)
    {
        (result, lastEvent) = (part["result"] ?? Json.Null, Saved.Count(part, "lastEvent"));
        return part.Has("result");
    }
}
