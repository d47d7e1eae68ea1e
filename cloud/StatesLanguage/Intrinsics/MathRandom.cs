using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.MathRandom(from, to, seed): from is included, to is not. The same seed always returns the same number.</summary>
sealed class MathRandom : Intrinsic
{
    public override string Name => "States.MathRandom";

    public override (int Least, int Most) Arguments => (2, 3);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources)
    {
        var (from, to) = (IntegerOf(arguments[0]), IntegerOf(arguments[1]));
        if (from >= to)
            throw new IntrinsicException($"The start {from} must be less than the end {to}");
        var share = arguments.Count == 3 ? new Random((int)IntegerOf(arguments[2])).NextDouble() : sources.Random();
        return from + Math.Floor(share * (to - from));
    }
}
