using System.IO.Compression;
using Classroom.Cloud.Fairness;

namespace Classroom.Cloud.Lambda;

/// <summary>Unpacks the package of a function. What a package says about its own size is not trusted: the bytes are counted.</summary>
static class PackageContent
{
    const int UnixModeShift = 16;
    const int UnixPermissions = 0x1FF;

    public static void Unpack(byte[] package, string folder)
    {
        using var archive = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        if (archive.Entries.Count == 0)
            throw FunctionStore.Invalid("Uploaded file must be a non-empty zip");
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        Directory.CreateDirectory(root);
        var left = Quotas.UnzippedPackage;
        foreach (var entry in archive.Entries)
        {
            var path = Path.GetFullPath(Path.Combine(root, entry.FullName));
            if (!path.StartsWith(root, StringComparison.Ordinal) && path + Path.DirectorySeparatorChar != root)
                throw new InvalidDataException($"{entry.FullName} is outside the folder");
            if (entry.FullName.EndsWith('/'))
            {
                Directory.CreateDirectory(path);
                continue;
            }
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            left -= Copy(entry, path, left);
        }
    }

    static long Copy(ZipArchiveEntry entry, string path, long most)
    {
        var buffer = new byte[81_920];
        var copied = 0L;
        using (var from = entry.Open())
        using (var to = File.Create(path))
        {
            while (from.Read(buffer) is > 0 and var count)
            {
                copied += count;
                if (copied > most)
                    throw FunctionStore.Invalid($"Unzipped size must be smaller than {Quotas.UnzippedPackage} bytes");
                to.Write(buffer, 0, count);
            }
        }
        var mode = (entry.ExternalAttributes >> UnixModeShift) & UnixPermissions;
        if (!OperatingSystem.IsWindows() && mode != 0)
            File.SetUnixFileMode(path, (UnixFileMode)mode | UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return copied;
    }
}
