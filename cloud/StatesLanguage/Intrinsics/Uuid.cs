using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.UUID()</summary>
sealed class Uuid : Intrinsic
{
    public override string Name => "States.UUID";

    public override (int Least, int Most) Arguments => (0, 0);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources) => sources.NewId().ToString();
}
