namespace Classroom.Services.Tests.Models;

static class Repository
{
    /// <summary>The folder of the repository.</summary>
    public static string Folder { get; } = FolderWith("Classroom.sln", AppContext.BaseDirectory);

    static string FolderWith(string file, string? folder) =>
        folder is null ? throw new AssertionException($"There is no {file} above {AppContext.BaseDirectory}")
        : File.Exists(Path.Combine(folder, file)) ? folder
        : FolderWith(file, Path.GetDirectoryName(folder));
}
