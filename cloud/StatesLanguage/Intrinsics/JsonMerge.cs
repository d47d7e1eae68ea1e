using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.JsonMerge(first, second, false): a shallow merge; members of the second object win.</summary>
sealed class JsonMerge : Intrinsic
{
    public override string Name => "States.JsonMerge";

    public override (int Least, int Most) Arguments => (3, 3);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources)
    {
        if (arguments[2] is not JsonBoolean { Value: false })
            throw new IntrinsicException("Deep merging is not supported; the third argument must be false");
        return new JsonObject([.. ObjectOf(arguments[0]), .. ObjectOf(arguments[1])]);
    }
}
