using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Saving;

/// <summary>What a branch or an iteration has brought, in the place of its state: the result, and the last event of the branch.</summary>
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
