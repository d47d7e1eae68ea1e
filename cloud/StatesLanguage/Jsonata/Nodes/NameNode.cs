using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

/// <summary>Selects a member of an object, or of each object in an array.</summary>
sealed class NameNode(string name, int position) : Node(position)
{
    public string Name => name;

    protected override Json? Run(Json? input, Frame frame)
    {
        if (input is JsonArray items)
            frame.Evaluation.Spend(items.Count);
        return Lookup(input, name);
    }

    public static Json? Lookup(Json? input, string name)
    {
        if (input is JsonObject members)
            return members[name];
        if (input is not JsonArray items)
            return null;
        var found = Sequences.Empty();
        foreach (var item in items.Items)
        {
            if (Lookup(item, name) is { } value)
                Sequences.AddAll(found, value);
        }
        return found;
    }
}
