using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Classroom.Cli.Planning;

/// <summary>The folder with the functions, as one file; the same files always give the same bytes.</summary>
static class FunctionArchive
{
    // The oldest time that a zip can hold: when a file was written says nothing about what it holds.
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
            : throw new PlanException($"The functions have not been built: {folder} is not there. `dotnet build functions` makes it.");
}
