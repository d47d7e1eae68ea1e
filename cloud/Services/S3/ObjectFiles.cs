using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Classroom.Cloud.Runtime;
using Classroom.Storage;

namespace Classroom.Cloud.S3;

/// <summary>A file with the content of an object or of an uploaded part.</summary>
sealed record StoredFile(string Name, long Size, uint Checksum, string ETag)
{
    [JsonIgnore]
    public StoredContent Content => new(Name, Size, Checksum);

    public static StoredFile Of(StoredContent content, string tag) => new(content.Name, content.Size, content.Checksum, tag);
}

/// <summary>Stores the contents of objects in files.</summary>
sealed class ObjectFiles(Database database, RequestIds ids)
{
    readonly ContentFiles files = new(database, "objects");

    public StoredFile Write(byte[] content) => StoredFile.Of(files.Write(ids.Next(), file => file.Write(content)), Hex(Hash(content)));

    /// <summary>Concatenates parts. The ETag of the result is the hash of the parts' ETags, followed by the number of parts.</summary>
    public StoredFile Join(IReadOnlyList<StoredFile> parts)
    {
        var whole = files.Write(
            ids.Next(),
            file =>
            {
                foreach (var part in parts)
                {
                    using var source = files.Open(part.Name);
                    source.CopyTo(file);
                }
            }
        );
        return StoredFile.Of(whole, $"{Hex(Hash([.. parts.SelectMany(part => Convert.FromHexString(part.ETag))]))}-{parts.Count}");
    }

    public byte[] Read(StoredContent stored) => files.Read(stored);

    public void Delete(string name) => files.Remove(name);

    public void DeleteAllBut(HashSet<string> names) => files.RemoveAllBut(names);

#pragma warning disable CA5351 // an ETag is not a secret
    static byte[] Hash(byte[] content) => MD5.HashData(content);
#pragma warning restore CA5351

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
