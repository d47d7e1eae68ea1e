using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Contracts;

namespace Classroom.Cloud.Sqs;

/// <summary>The MD5 hashes with which clients verify that messages arrived unchanged.</summary>
static class Md5
{
#pragma warning disable CA5351 // not used for security; SQS requires MD5
    public static string Of(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

    public static string? Of(IReadOnlyDictionary<string, MessageAttribute> attributes)
    {
        if (attributes.Count == 0)
            return null;
        using var bytes = new MemoryStream();
        foreach (var (name, attribute) in attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Write(bytes, Encoding.UTF8.GetBytes(name));
            Write(bytes, Encoding.UTF8.GetBytes(attribute.DataType));
            bytes.WriteByte((byte)(attribute.BinaryValue is null ? 1 : 2));
            Write(bytes, attribute.BinaryValue ?? Encoding.UTF8.GetBytes(attribute.StringValue ?? ""));
        }
        return Convert.ToHexStringLower(MD5.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }
#pragma warning restore CA5351

    static void Write(Stream stream, byte[] value)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        stream.Write(length);
        stream.Write(value);
    }
}
