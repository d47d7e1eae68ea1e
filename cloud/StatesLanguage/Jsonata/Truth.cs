using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata;

/// <summary>The boolean value of other values.</summary>
static class Truth
{
    public static bool Of(Json? value) =>
        value switch
        {
            JsonBoolean flag => flag.Value,
            JsonNumber number => number.Value != 0,
            JsonString text => text.Value.Length > 0,
            JsonObject members => members.Count > 0,
            JsonArray { Count: 1 } single => Of(single[0]),
            JsonArray items => OfAny(items),
            _ => false,
        };

    static bool OfAny(JsonArray items)
    {
        foreach (var item in items.Items)
        {
            if (Of(item))
                return true;
        }
        return false;
    }
}
