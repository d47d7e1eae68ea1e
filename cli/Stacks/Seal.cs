using System.Security.Cryptography;
using System.Text;

namespace Classroom.Cli.Stacks;

/// <summary>Encrypts the secrets in the state, with a key in a file that only its owner can read.</summary>
sealed class Seal(string folder)
{
    const string Mark = "sealed:v1:";
    const int TagBytes = 16;

    readonly Lazy<byte[]> key = new(() => ReadOrMake(Path.Combine(folder, "secrets.key")));

    public static bool IsSealed(string? text) => text?.StartsWith(Mark, StringComparison.Ordinal) == true;

    public string Close(string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (cipher, tag) = (new byte[plain.Length], new byte[TagBytes]);
        using var aes = new AesGcm(key.Value, TagBytes);
        aes.Encrypt(nonce, plain, cipher, tag);
        return Mark + Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
    }

    public string? Open(string? text)
    {
        if (!IsSealed(text))
            return text;
        var bytes = Convert.FromBase64String(text![Mark.Length..]).AsSpan();
        var nonce = AesGcm.NonceByteSizes.MaxSize;
        var plain = new byte[bytes.Length - nonce - TagBytes];
        using var aes = new AesGcm(key.Value, TagBytes);
        aes.Decrypt(bytes[..nonce], bytes[(nonce + TagBytes)..], bytes.Slice(nonce, TagBytes), plain);
        return Encoding.UTF8.GetString(plain);
    }

    static byte[] ReadOrMake(string path)
    {
        if (File.Exists(path))
            return File.ReadAllBytes(path);
        var made = RandomNumberGenerator.GetBytes(32);
        var unfinished = $"{path}.new";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(made);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path);
        return made;
    }
}
