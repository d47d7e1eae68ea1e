using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.ArrayRange(first, last, step): includes both ends; at most 1,000 numbers.</summary>
sealed class ArrayRange : Intrinsic
{
    const int MostItems = 1000;

    public override string Name => "States.ArrayRange";

    public override (int Least, int Most) Arguments => (3, 3);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources)
    {
        var (first, last, step) = (IntegerOf(arguments[0]), IntegerOf(arguments[1]), IntegerOf(arguments[2]));
        if (step == 0)
            throw new IntrinsicException("The increment must not be 0");
        var count = Math.Max(0, Math.Floor((last - first) / step) + 1);
        if (count > MostItems)
            throw new IntrinsicException($"The range has {count} items; at most {MostItems} are allowed");
        return JsonArray.Of(Enumerable.Range(0, (int)count).Select(i => (Json)(first + i * step)));
    }
}
