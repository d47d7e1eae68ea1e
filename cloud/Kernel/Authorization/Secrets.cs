using System.Security.Cryptography;
using System.Text;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.Authorization;

/// <summary>
/// Creates access keys. A secret is not stored: it is derived from the id of its key and from one master key, which is in a file that only
/// its owner can read. The database stores a fingerprint of the master key, because a different master key would make all access keys
/// invalid that were created before.
/// </summary>
sealed class Secrets : IStore
{
    const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const string Fingerprint = "fingerprint";
    const int Length = 32;

    readonly Database database;
    readonly Table<string> known;
    byte[] master = [];

    public Secrets(Database database) => (this.database, known) = (database, new(database, "iam.masterkey"));

    string FilePath => Path.Combine(database.Folder, "master-key");

    public void Opened()
    {
        if (known.Find(Fingerprint) is { } fingerprint)
        {
            master = File.Exists(FilePath) ? File.ReadAllBytes(FilePath) : throw Damaged("is missing");
            if (FingerprintOf(master) != fingerprint)
                throw Damaged("is damaged");
            return;
        }
        // No access key has been created yet. A file can exist if the process was killed before the fingerprint was stored.
        master = File.Exists(FilePath) && File.ReadAllBytes(FilePath) is { Length: Length } there ? there : Make();
        known.Put(Fingerprint, FingerprintOf(master));
    }

    byte[] Make()
    {
        var made = RandomNumberGenerator.GetBytes(Length);
        File.Delete(FilePath);
        using var file = new FileStream(FilePath, Private);
        file.Write(made);
        file.Flush(flushToDisk: true);
        return made;
    }

    StorageException Damaged(string what) =>
        new(
            $"The file {FilePath} {what}. The secrets of all access keys are derived from this file. Restore it from a backup, "
                + $"or choose another folder with --data."
        );

    static string FingerprintOf(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, "fingerprint"u8));

    static FileStreamOptions Private =>
        OperatingSystem.IsWindows()
            ? new() { Mode = FileMode.CreateNew, Access = FileAccess.Write }
            : new()
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };

    /// <summary>Prefixes: AKIA for keys of users, ASIA for keys of sessions, AROA, AIDA and others for identities.</summary>
    public static string NewId(string prefix) => prefix + new string([.. RandomNumberGenerator.GetBytes(16).Select(b => Letters[b % 32])]);

    public string SecretOf(string accessKeyId) => Convert.ToBase64String(Derive($"secret:{accessKeyId}"))[..40];

    public string TokenOf(string accessKeyId) =>
        Convert.ToBase64String([.. Derive($"token:{accessKeyId}"), .. Derive($"token2:{accessKeyId}")]);

    public byte[] Derive(string text) => HMACSHA256.HashData(master, Encoding.UTF8.GetBytes(text));
}
