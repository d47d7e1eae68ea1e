using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.JsonToString(value)</summary>
sealed class JsonToString : Intrinsic
{
    public override string Name => "States.JsonToString";

    public override (int Least, int Most) Arguments => (1, 1);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources) => arguments[0].ToString();
}
