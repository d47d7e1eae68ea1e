using System.Security.Cryptography;
using System.Text;
using Classroom.Storage;

namespace Classroom.Cloud.Callers;

/// <summary>
/// Makes keys. A secret is not kept anywhere: it follows from its key's id and from one master key, which lies in a file that only its owner reads.
/// </summary>
sealed class Secrets
{
    const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    readonly byte[] master;

    public Secrets(Database database)
    {
        var path = Path.Combine(database.Folder, "master-key");
        if (File.Exists(path))
        {
            master = File.ReadAllBytes(path);
            return;
        }
        master = RandomNumberGenerator.GetBytes(32);
        using var file = new FileStream(path, Private);
        file.Write(master);
        file.Flush(flushToDisk: true);
    }

    static FileStreamOptions Private => OperatingSystem.IsWindows()
        ? new() { Mode = FileMode.CreateNew, Access = FileAccess.Write }
        : new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };

    /// <summary>AKIA… for users, ASIA… for sessions, AROA…, AIDA… and the like for identities.</summary>
    public static string NewId(string prefix) => prefix + new string([.. RandomNumberGenerator.GetBytes(16).Select(b => Letters[b % 32])]);

    public string SecretOf(string accessKeyId) => Convert.ToBase64String(Derive($"secret:{accessKeyId}"))[..40];

    public string TokenOf(string accessKeyId) => Convert.ToBase64String([.. Derive($"token:{accessKeyId}"), .. Derive($"token2:{accessKeyId}")]);

    public byte[] Derive(string text) => HMACSHA256.HashData(master, Encoding.UTF8.GetBytes(text));
}
