using System.Buffers.Binary;

namespace Classroom.Cloud.Gateway;

/// <summary>A cyclic redundancy check, with reflected bits and an inverted start and end. .NET has none of 64 bits as S3 uses it.</summary>
sealed class Crc
{
    readonly ulong[] table = new ulong[256];
    readonly ulong all;
    readonly int bytes;

    Crc(int bits, ulong polynomial)
    {
        (bytes, all) = (bits / 8, bits == 64 ? ulong.MaxValue : (1UL << bits) - 1);
        for (var i = 0; i < table.Length; i++)
        {
            var value = (ulong)i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) == 1 ? (value >> 1) ^ polynomial : value >> 1;
            table[i] = value;
        }
    }

    public static Crc Crc32 { get; } = new(32, 0xEDB88320);

    public static Crc Crc32C { get; } = new(32, 0x82F63B78);

    public static Crc Crc64Nvme { get; } = new(64, 0x9A6C9329AC4BC9B5);

    /// <summary>The checksum with its highest byte first.</summary>
    public byte[] Of(ReadOnlySpan<byte> content)
    {
        var value = all;
        foreach (var one in content)
            value = table[(byte)(value ^ one)] ^ (value >> 8);
        var written = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(written, value ^ all);
        return written[(8 - bytes)..];
    }
}
