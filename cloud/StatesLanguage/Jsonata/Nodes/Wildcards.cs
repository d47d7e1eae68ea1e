using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

/// <summary>*: the values of all members.</summary>
sealed class WildcardNode(int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame)
    {
        if (input is JsonArray { Count: > 0 } wrapper && wrapper.Origin.HasFlag(ArrayOrigin.OuterWrapper))
            input = wrapper[0];
        var found = Sequences.Empty();
        if (input is JsonObject members)
        {
            foreach (var value in members.Values)
                Add(found, value);
        }
        else if (input is JsonArray items)
        {
            foreach (var value in items.Items)
                Add(found, value);
        }
        frame.Evaluation.Spend(found.Count);
        return found;
    }

    static void Add(JsonArray found, Json value)
    {
        if (value is not JsonArray array)
        {
            found.Add(value);
            return;
        }
        // With the items of an array, the result becomes an array instead of a sequence.
        found.Origin = ArrayOrigin.None;
        Flatten(found, array);
    }

    static void Flatten(JsonArray found, JsonArray array)
    {
        foreach (var item in array.Items)
        {
            if (item is JsonArray inner)
                Flatten(found, inner);
            else
                found.Add(item);
        }
    }
}

/// <summary>**: the input and all values below it.</summary>
sealed class DescendantNode(int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame)
    {
        if (input is null)
            return null;
        var found = Sequences.Empty();
        Collect(input, found);
        frame.Evaluation.Spend(found.Count);
        return found.Count == 1 ? found[0] : found;
    }

    static void Collect(Json value, JsonArray found)
    {
        if (value is not JsonArray)
            found.Add(value);
        if (value is JsonArray items)
        {
            foreach (var item in items.Items)
                Collect(item, found);
        }
        else if (value is JsonObject members)
        {
            foreach (var member in members.Values)
                Collect(member, found);
        }
    }
}
