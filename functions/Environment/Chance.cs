using System.Security.Cryptography;
using System.Text;

namespace Classroom.Functions;

/// <summary>What the labs leave to chance.</summary>
public sealed class Chance(Random random)
{
    readonly Lock gate = new();

    /// <summary>A number from 0 up to 1.</summary>
    public double Share()
    {
        lock (gate)
            return random.NextDouble();
    }

    public bool Happens(double rate) => Share() < rate;

    public T OneOf<T>(params T[] choices) => choices[(int)(Share() * choices.Length)];

    /// <summary>Hexadecimal digits that belong to these words: a retried call gives the same ones, so it makes nothing twice.</summary>
    public static string DigitsFor(int length, params string?[] words) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words))))[..length];

    /// <summary>A whole number in a range that belongs to these words.</summary>
    public static int NumberFor(int from, int to, params string?[] words) =>
        from + (int)(Convert.ToUInt32(DigitsFor(8, words), 16) % (uint)(to - from + 1));
}
