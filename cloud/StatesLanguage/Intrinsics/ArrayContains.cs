using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.ArrayContains(array, value)</summary>
sealed class ArrayContains : Intrinsic
{
    public override string Name => "States.ArrayContains";

    public override (int Least, int Most) Arguments => (2, 2);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources) => ArrayOf(arguments[0]).Contains(arguments[1]);
}
