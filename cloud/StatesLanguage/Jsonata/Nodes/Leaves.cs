using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Jsonata.Functions;

namespace Classroom.StatesLanguage.Jsonata.Nodes;

sealed class LiteralNode(Json value, int position) : Node(position)
{
    public Json Value => value;

    protected override Json? Run(Json? input, Frame frame) => value;
}

sealed class VariableNode(string name, int position) : Node(position)
{
    public string Name => name;

    protected override Json? Run(Json? input, Frame frame)
    {
        if (name.Length > 0)
            return frame.Lookup(name);
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
