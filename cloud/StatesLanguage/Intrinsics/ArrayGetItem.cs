using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.ArrayGetItem(array, index)</summary>
sealed class ArrayGetItem : Intrinsic
{
    public override string Name => "States.ArrayGetItem";

    public override (int Least, int Most) Arguments => (2, 2);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources)
    {
        var items = ArrayOf(arguments[0]);
        var index = IntegerOf(arguments[1]);
        return index >= 0 && index < items.Count
            ? items[(int)index]
            : throw new IntrinsicException($"Index {index} is out of bounds of an array of {items.Count}");
    }
}
