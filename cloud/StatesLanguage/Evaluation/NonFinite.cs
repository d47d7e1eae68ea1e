using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Evaluation;

/// <summary>Numbers that JSON cannot express. The result of an expression has them as text: 1/0 is "Infinity".</summary>
static class NonFinite
{
    public static Json Written(Json value)
    {
        if (!IsIn(value))
            return value;
        return value switch
        {
            JsonNumber number => double.IsNaN(number.Value) ? "NaN"
            : number.Value > 0 ? "Infinity"
            : "-Infinity",
            JsonArray items => JsonArray.Of(items.Select(Written)),
            JsonObject members => JsonObject.Of([.. members.Select(member => (member.Key, Written(member.Value)))]),
            _ => value,
        };
    }

    static bool IsIn(Json value)
    {
        switch (value)
        {
            case JsonNumber number:
                return !double.IsFinite(number.Value);
            case JsonArray items:
                foreach (var item in items.Items)
                {
                    if (IsIn(item))
                        return true;
                }
                return false;
            case JsonObject members:
                foreach (var member in members.Values)
                {
                    if (IsIn(member))
                        return true;
                }
                return false;
            default:
                return false;
        }
    }
}
