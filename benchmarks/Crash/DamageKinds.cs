using System.Buffers.Binary;
using System.Text;

namespace Classroom.Benchmarks.Crash;

/// <summary>A way to damage a folder of data.</summary>
/// <param name="Apply">Damages the folder, and returns a description of the damage.</param>
sealed record DamageKind(string Name, Func<string, Random, string> Apply)
{
    const int Page = 4096;

    static readonly byte[] Database = Encoding.ASCII.GetBytes("SQLite format 3\0");

    /// <summary>Whether the data itself stays intact: then the cloud must work, or report the obstacle.</summary>
    public bool LeavesData { get; init; }

    /// <summary>The kinds of damage, in the order of their use. Flipped bits are the most frequent.</summary>
    public static IReadOnlyList<DamageKind> All { get; } =
    [
        new("one bit flipped", (folder, random) => Change(folder, random, (bytes, at) => bytes[at] ^= (byte)(1 << random.Next(8)))),
        new(
            "one bit flipped in the largest file",
            (folder, random) => Change(Largest(folder), random, (bytes, at) => bytes[at] ^= (byte)(1 << random.Next(8)))
        ),
        new(
            "64 bytes at random",
            (folder, random) => Change(folder, random, (bytes, at) => random.NextBytes(bytes.AsSpan(at, Math.Min(64, bytes.Length - at))))
        ),
        new(
            "a page of zeros",
            (folder, random) =>
                Change(
                    folder,
                    random,
                    (bytes, at) => bytes.AsSpan(at / Page * Page, Math.Min(Page, bytes.Length - at / Page * Page)).Clear()
                )
        ),
        new(
            "a page of zeros in the largest file",
            (folder, random) =>
                Change(
                    Largest(folder),
                    random,
                    (bytes, at) => bytes.AsSpan(at / Page * Page, Math.Min(Page, bytes.Length - at / Page * Page)).Clear()
                )
        ),
        new("a file cut short", Cut),
        new("a file emptied", (folder, random) => Emptied(Some(folder, random))),
        new("a file removed", (folder, random) => Removed(Some(folder, random))),
        new("a file replaced by another file", Swapped),
        new("an additional file", Foreign) { LeavesData = true },
        new("a file of a newer version", Newer),
        new("the folder is a file", FolderIsFile) { LeavesData = true },
        new("a read-only folder", ReadOnly) { LeavesData = true },
    ];

    static string Change(string folder, Random random, Action<byte[], int> change) => ChangeFile(Some(folder, random), random, change);

    static string Change((string Folder, string File) chosen, Random random, Action<byte[], int> change) =>
        ChangeFile(chosen, random, change);

    static string ChangeFile((string Folder, string File) chosen, Random random, Action<byte[], int> change)
    {
        var bytes = File.ReadAllBytes(chosen.File);
        var at = random.Next(bytes.Length);
        change(bytes, at);
        File.WriteAllBytes(chosen.File, bytes);
        return $"{Relative(chosen)} at {at} of {bytes.Length}";
    }

    static string Cut(string folder, Random random)
    {
        var chosen = Some(folder, random);
        using var file = File.OpenWrite(chosen.File);
        var (before, after) = (file.Length, random.NextInt64(file.Length));
        file.SetLength(after);
        return $"{Relative(chosen)} from {before} to {after}";
    }

    static string Emptied((string Folder, string File) chosen)
    {
        File.WriteAllBytes(chosen.File, []);
        return Relative(chosen);
    }

    static string Removed((string Folder, string File) chosen)
    {
        File.Delete(chosen.File);
        return Relative(chosen);
    }

    static string Swapped(string folder, Random random)
    {
        var (one, other) = (Some(folder, random), Some(folder, random));
        File.WriteAllBytes(one.File, File.ReadAllBytes(other.File));
        return $"{Relative(one)} with the content of {Relative(other)}";
    }

    static string Foreign(string folder, Random random)
    {
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "nobody's");
        File.WriteAllBytes(Path.Combine(folder, ".DS_Store"), [0, 1, 2]);
        Directory.CreateDirectory(Path.Combine(folder, $"copy of {random.Next(100)}"));
        return "three of them";
    }

    /// <summary>The database header contains a version of the content (user_version) and a version of the file format.</summary>
    static string Newer(string folder, Random random)
    {
        var chosen = Largest(folder);
        var bytes = File.ReadAllBytes(chosen.File);
        if (!bytes.AsSpan().StartsWith(Database))
        {
            bytes[0] = (byte)'X';
            File.WriteAllBytes(chosen.File, bytes);
            return $"{Relative(chosen)}: another first letter";
        }
        var isContent = random.Next(2) == 0;
        if (isContent)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(60), 1_000_000);
        else
            (bytes[18], bytes[19]) = (9, 9);
        File.WriteAllBytes(chosen.File, bytes);
        return $"{Relative(chosen)}: the version of {(isContent ? "its content" : "the format")}";
    }

    static string FolderIsFile(string folder, Random random)
    {
        Directory.Delete(folder, recursive: true);
        File.WriteAllText(folder, "no folder");
        return "instead of the folder";
    }

    static string ReadOnly(string folder, Random random)
    {
        ReadOnlyFolder.Protect(folder);
        return "for everybody";
    }

    /// <summary>Any file with content. All files of one subfolder count as one, so that not all damage hits objects and code.</summary>
    static (string Folder, string File) Some(string folder, Random random)
    {
        var groups = Files(folder).GroupBy(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0]).ToList();
        var files = groups[random.Next(groups.Count)].ToList();
        return (folder, files[random.Next(files.Count)]);
    }

    /// <summary>The largest file directly in the folder: it contains the records.</summary>
    static (string Folder, string File) Largest(string folder) =>
        (folder, Directory.GetFiles(folder).MaxBy(file => new FileInfo(file).Length)!);

    static IEnumerable<string> Files(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).Length > 0)
            .Order(StringComparer.Ordinal);

    static string Relative((string Folder, string File) chosen) => Path.GetRelativePath(chosen.Folder, chosen.File);
}
