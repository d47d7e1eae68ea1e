using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.MathAdd(first, second): the sum of two whole numbers.</summary>
sealed class MathAdd : Intrinsic
{
    public override string Name => "States.MathAdd";

    public override (int Least, int Most) Arguments => (2, 2);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources)
    {
        var sum = IntegerOf(arguments[0]) + IntegerOf(arguments[1]);
        return sum is >= int.MinValue and <= int.MaxValue
            ? sum
            : throw new IntrinsicException($"{sum} is outside of {int.MinValue} to {int.MaxValue}");
    }
}
