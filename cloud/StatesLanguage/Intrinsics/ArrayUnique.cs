using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.ArrayUnique(array): removes duplicates; the first of equal values stays.</summary>
sealed class ArrayUnique : Intrinsic
{
    public override string Name => "States.ArrayUnique";

    public override (int Least, int Most) Arguments => (1, 1);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources) => JsonArray.Of(ArrayOf(arguments[0]).Distinct());
}
