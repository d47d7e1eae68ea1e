using System.Security.Cryptography;
using System.Text;

namespace Classroom.Functions;

/// <summary>The random decisions of the labs.</summary>
public sealed class Chance(Random random)
{
    readonly Lock gate = new();

    /// <summary>A random number from 0 (included) to 1 (excluded).</summary>
    public double Share()
    {
        lock (gate)
            return random.NextDouble();
    }

    public bool Happens(double rate) => Share() < rate;

    public T OneOf<T>(params T[] choices) => choices[(int)(Share() * choices.Length)];

    /// <summary>Hexadecimal digits that depend on the words alone, so that a retried call returns the same id.</summary>
    public static string DigitsFor(int length, params string?[] words) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words))))[..length];

    /// <summary>An integer in a range that depends on the words alone.</summary>
    public static int NumberFor(int from, int to, params string?[] words) =>
        from + (int)(Convert.ToUInt32(DigitsFor(8, words), 16) % (uint)(to - from + 1));
}
