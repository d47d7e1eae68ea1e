using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Evaluation;

/// <summary>The variables of one scope. A branch or an iteration can read the outer variables; its own variables stay inside.</summary>
sealed class Variables(Variables? outer, JsonObject values)
{
    public static Variables None { get; } = new(null, JsonObject.Empty);

    public JsonObject Own => values;

    public Variables? Outer => outer;

    public Json? Find(string name) => values[name] ?? outer?.Find(name);

    public Variables Inner() => new(this, JsonObject.Empty);

    public Variables With(JsonObject assigned)
    {
        var changed = values;
        foreach (var (name, value) in assigned)
            changed = changed.With(name, value);
        return new(outer, changed);
    }

    public IEnumerable<KeyValuePair<string, Json>> All => outer is null ? values : outer.All.Concat(values);
}
