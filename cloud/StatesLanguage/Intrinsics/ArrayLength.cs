using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.ArrayLength(array)</summary>
sealed class ArrayLength : Intrinsic
{
    public override string Name => "States.ArrayLength";

    public override (int Least, int Most) Arguments => (1, 1);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources) => ArrayOf(arguments[0]).Count;
}
