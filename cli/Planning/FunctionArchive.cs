using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Classroom.Cli.Planning;

/// <summary>The functions folder as a zip file. Equal files give equal bytes.</summary>
static class FunctionArchive
{
    // The earliest time that a zip file can store, for all files, so that file times do not change the bytes.
    static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Fingerprint(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, path) in Files(folder))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }
        return $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    public static byte[] Zip(string folder)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, path) in Files(folder))
            {
                var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
                entry.LastWriteTime = Time;
                using var target = entry.Open();
                target.Write(File.ReadAllBytes(path));
            }
        }
        return bytes.ToArray();
    }

    static IEnumerable<(string Name, string Path)> Files(string folder) =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => (Path.GetRelativePath(folder, path).Replace('\\', '/'), path))
                .OrderBy(file => file.Item1, StringComparer.Ordinal)
            : throw new PlanException($"The functions have not been built: {folder} does not exist. `dotnet build functions` makes it.");
}
