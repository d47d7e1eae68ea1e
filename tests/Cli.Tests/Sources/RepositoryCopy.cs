using System.Diagnostics;

namespace Classroom.Cli.Tests.Sources;

/// <summary>A copy of the repository, in which tests change sources. It is built as `./classroom` builds.</summary>
sealed class RepositoryCopy : IDisposable
{
    static readonly string[] Left = [".git", "bin", "obj", "tests", "benchmarks"];

    RepositoryCopy(string folder) => Folder = folder;

    public string Folder { get; }

    public string Program => Path.Combine(Folder, "cli", "bin", "Release", "net10.0", "Classroom.Cli.dll");

    public static async Task<RepositoryCopy> BuiltAsync()
    {
        var copy = new RepositoryCopy(Directory.CreateTempSubdirectory("classroom-copy-").FullName);
        Copy(new(Classroom.Repository), copy.Folder);
        await copy.BuildAsync();
        return copy;
    }

    public async Task BuildAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["build", Path.Combine(Folder, "cli"), "-c", "Release", "-v", "quiet", "--nologo"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, printed);
    }

    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Replace(string path, string before, string after)
    {
        var text = File.ReadAllText(Path.Combine(Folder, path));
        Assert.That(text, Does.Contain(before), path);
        Write(path, text.Replace(before, after, StringComparison.Ordinal));
    }

    public void Remove(string folder) => Directory.Delete(Path.Combine(Folder, folder), recursive: true);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.GetFiles())
            file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.GetDirectories().Where(folder => !Left.Contains(folder.Name)))
            Copy(folder, Path.Combine(to, folder.Name));
    }
}
