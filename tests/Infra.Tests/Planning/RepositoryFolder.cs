namespace Classroom.Infra.Tests.Planning;

/// <summary>
/// Where the sources lie: deterministic builds hide it from the compiler's paths, so it is looked for from the test's own folder.
/// </summary>
static class RepositoryFolder
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Classroom.sln")) ? folder
        : System.IO.Path.GetDirectoryName(folder) is { } parent ? Find(parent)
        : throw new InvalidOperationException($"no Classroom.sln above {AppContext.BaseDirectory}");
}
