namespace Classroom.StatesLanguage.Evaluation;

/// <summary>
/// The generator of java.util.Random, whose documentation defines it: a linear congruential generator of 48 bits. AWS returns its numbers
/// for a seed.
/// </summary>
sealed class JavaRandom(long seed)
{
    const long Multiplier = 0x5DEECE66D;
    const long Increment = 0xB;
    const long Mask = (1L << 48) - 1;

    long state = (seed ^ Multiplier) & Mask;

    /// <summary>A number from 0 (included) to 1 (excluded), of 53 random bits.</summary>
    public double NextDouble() => (((long)Next(26) << 27) + Next(27)) * Math.ScaleB(1, -53);

    int Next(int bits)
    {
        state = ((state * Multiplier) + Increment) & Mask;
        return (int)(state >> (48 - bits));
    }
}
