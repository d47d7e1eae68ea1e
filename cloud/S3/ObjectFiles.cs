using System.Security.Cryptography;
using Classroom.Cloud.Gateway;
using Classroom.Storage;

namespace Classroom.Cloud.S3;

/// <summary>A file with the content of an object, or of a part of one.</summary>
sealed record StoredFile(string Name, long Size, string ETag);

/// <summary>The contents of objects: written before the journal names them, and deleted after it has stopped to.</summary>
sealed class ObjectFiles(Journal journal, RequestIds ids)
{
    public StoredFile Write(byte[] content)
    {
        var name = ids.Next();
        File.WriteAllBytes(NewPath(name), content);
        return new(name, content.Length, Hex(Hash(content)));
    }

    /// <summary>One after the other. The tag of the whole is that of the parts' tags, and says how many they are.</summary>
    public StoredFile Join(IReadOnlyList<StoredFile> parts)
    {
        var name = ids.Next();
        using var target = File.Create(NewPath(name));
        foreach (var part in parts)
        {
            using var source = File.OpenRead(PathOf(part.Name));
            source.CopyTo(target);
        }
        return new(name, target.Length, $"{Hex(Hash([.. parts.SelectMany(part => Convert.FromHexString(part.ETag))]))}-{parts.Count}");
    }

    public byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    public Task<byte[]> ReadAsync(string name, CancellationToken aborted) => File.ReadAllBytesAsync(PathOf(name), aborted);

    public void Delete(string name) => journal.Afterwards(() => File.Delete(PathOf(name)));

    public void DeleteAllBut(HashSet<string> names)
    {
        if (!Directory.Exists(Root)) return;
        foreach (var path in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Where(path => !names.Contains(Path.GetFileName(path)))) File.Delete(path);
    }

    string Root => Path.Combine(journal.Folder, "objects");

    string PathOf(string name) => Path.Combine(Root, name[..2], name);

    string NewPath(string name)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

#pragma warning disable CA5351 // an ETag is no secret
    static byte[] Hash(byte[] content) => MD5.HashData(content);
#pragma warning restore CA5351

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
