using System.Buffers.Binary;
using System.Numerics;

namespace Classroom.Storage;

/// <summary>CRC-32C, the checksum of rows and files.</summary>
static class Checksum
{
    const uint Start = 0xffffffff;

    /// <summary>The checksum of a row: its keys and its content.</summary>
    public static long Of(ReadOnlySpan<byte> found, ReadOnlySpan<byte> value, long number = 0) =>
        ~Add(Add(BitOperations.Crc32C(Start, (ulong)number), found), value);

    public static uint Of(ReadOnlySpan<byte> content) => ~Add(Start, content);

    /// <summary>The checksum of a whole file.</summary>
    public static uint OfFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        return Of(file);
    }

    /// <summary>The checksum of a stream, from its current position to its end.</summary>
    public static uint Of(Stream file)
    {
        var buffer = new byte[1 << 17];
        var sum = Start;
        while (file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is > 0 and var count)
            sum = Add(sum, buffer.AsSpan(0, count));
        return ~sum;
    }

    static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 8)
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }
        foreach (var one in bytes)
            sum = BitOperations.Crc32C(sum, one);
        return sum;
    }
}
