using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.ArrayPartition(array, size): splits an array into arrays of this size; the last array may be shorter.</summary>
sealed class ArrayPartition : Intrinsic
{
    public override string Name => "States.ArrayPartition";

    public override (int Least, int Most) Arguments => (2, 2);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources)
    {
        var size = IntegerOf(arguments[1]);
        if (size < 1)
            throw new IntrinsicException($"The chunk size {size} is not a positive integer");
        return JsonArray.Of(ArrayOf(arguments[0]).Chunk((int)Math.Min(size, int.MaxValue)).Select(JsonArray.Of));
    }
}
