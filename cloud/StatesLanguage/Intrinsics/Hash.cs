using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Classroom.StatesLanguage.Data;

namespace Classroom.StatesLanguage.Intrinsics;

/// <summary>States.Hash(value, algorithm): the hash in hexadecimal digits.</summary>
[SuppressMessage("Security", "CA5350", Justification = "The language has SHA-1.")]
[SuppressMessage("Security", "CA5351", Justification = "The language has MD5.")]
sealed class Hash : Intrinsic
{
    public override string Name => "States.Hash";

    public override (int Least, int Most) Arguments => (2, 2);

    public override Json Call(IReadOnlyList<Json> arguments, IntrinsicSources sources)
    {
        var bytes = Encoding.UTF8.GetBytes(Base64Encode.Limited(arguments[0] is JsonString text ? text.Value : arguments[0].ToString()));
        var hash = TextOf(arguments[1]) switch
        {
            "MD5" => MD5.HashData(bytes),
            "SHA-1" => SHA1.HashData(bytes),
            "SHA-256" => SHA256.HashData(bytes),
            "SHA-384" => SHA384.HashData(bytes),
            "SHA-512" => SHA512.HashData(bytes),
            var other => throw new IntrinsicException(
                $"'{other}' is not a hash algorithm; allowed are MD5, SHA-1, SHA-256, SHA-384 and SHA-512"
            ),
        };
        return Convert.ToHexStringLower(hash);
    }
}
