using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.Array(…): an array of the arguments.</summary>
sealed class Array_ : Intrinsic
{
    public override string Name => "States.Array";

    public override (int Least, int Most) Arguments => (0, int.MaxValue);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources) => JsonArray.Of(arguments);
}
