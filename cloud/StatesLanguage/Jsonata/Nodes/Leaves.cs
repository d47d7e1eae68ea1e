using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Functions;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

sealed class LiteralNode(Json value, int position) : Node(position)
{
    public Json Value => value;

    protected override Json? Run(Json? input, Frame frame) => value;
}

/// <summary>The member of this name, of an object or of every object in an array.</summary>
sealed class NameNode(string name, int position) : Node(position)
{
    public string Name => name;

    protected override Json? Run(Json? input, Frame frame) => Lookup(input, name);

    public static Json? Lookup(Json? input, string name)
    {
        if (input is JsonObject members) return members[name];
        if (input is not JsonArray items) return null;
        var found = Sequences.Empty();
        foreach (var item in items.Items)
        {
            if (Lookup(item, name) is { } value) Sequences.AddAll(found, value);
        }
        return found;
    }
}

sealed class VariableNode(string name, int position) : Node(position)
{
    public string Name => name;

    protected override Json? Run(Json? input, Frame frame)
    {
        if (name.Length > 0) return frame.Lookup(name);
        return input is JsonArray array && array.Origin.HasFlag(ArrayOrigin.OuterWrapper) ? array[0] : input;
    }
}

sealed class ParentNode(ParentSlot slot, int position) : Node(position)
{
    public ParentSlot Slot => slot;

    protected override Json? Run(Json? input, Frame frame) => frame.Lookup(slot.Label);
}

sealed class RegexNode(RegexFunction function, int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame) => function;
}

/// <summary>*: the values of all members.</summary>
sealed class WildcardNode(int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame)
    {
        if (input is JsonArray { Count: > 0 } wrapper && wrapper.Origin.HasFlag(ArrayOrigin.OuterWrapper)) input = wrapper[0];
        var found = Sequences.Empty();
        if (input is JsonObject members)
        {
            foreach (var value in members.Values) Add(found, value);
        }
        else if (input is JsonArray items)
        {
            foreach (var value in items.Items) Add(found, value);
        }
        return found;
    }

    static void Add(JsonArray found, Json value)
    {
        if (value is not JsonArray array)
        {
            found.Add(value);
            return;
        }
        // What an array brings along makes the whole an array, no longer a sequence.
        found.Origin = ArrayOrigin.None;
        Flatten(found, array);
    }

    static void Flatten(JsonArray found, JsonArray array)
    {
        foreach (var item in array.Items)
        {
            if (item is JsonArray inner) Flatten(found, inner);
            else found.Add(item);
        }
    }
}

/// <summary>**: the input and everything below it.</summary>
sealed class DescendantNode(int position) : Node(position)
{
    protected override Json? Run(Json? input, Frame frame)
    {
        if (input is null) return null;
        var found = Sequences.Empty();
        Collect(input, found);
        return found.Count == 1 ? found[0] : found;
    }

    static void Collect(Json value, JsonArray found)
    {
        if (value is not JsonArray) found.Add(value);
        if (value is JsonArray items)
        {
            foreach (var item in items.Items) Collect(item, found);
        }
        else if (value is JsonObject members)
        {
            foreach (var member in members.Values) Collect(member, found);
        }
    }
}
