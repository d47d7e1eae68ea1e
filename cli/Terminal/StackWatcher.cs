using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;

namespace Classroom.Cli.Terminal;

/// <summary>What a user changed while the command watched.</summary>
enum Watched
{
    Settings,

    /// <summary>Code or definitions, which must be built.</summary>
    Sources,
}

/// <summary>
/// Waits for a change of the stack's settings, of the functions or of the program, and then until the files have stopped changing.
/// </summary>
sealed class StackWatcher(CommandContext context, string stack)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    static readonly string[] Folders = ["functions", "infra"];
    static readonly string[] Endings = [".cs", ".asl.json", ".csproj"];

    string settings = "";
    string sources = "";

    /// <param name="until">When what the settings say comes true without a change of the file; null for never.</param>
    public async Task<Watched> ChangeAsync(DateTimeOffset? until, CancellationToken cancelled)
    {
        (settings, sources) = State();
        while (State() == (settings, sources) && !(until <= context.Clock.GetUtcNow()))
            await Task.Delay(Pause, context.Clock, cancelled).ConfigureAwait(false);
        (string, string) last;
        do
        {
            last = State();
            await Task.Delay(Pause, context.Clock, cancelled).ConfigureAwait(false);
        } while (State() != last);
        return last.Item2 == sources ? Watched.Settings : Watched.Sources;
    }

    (string Settings, string Sources) State()
    {
        var file = StackFile.PathOf(context.Repository, stack);
        var files = Folders
            .Select(folder => Path.Combine(context.Repository.Folder, folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(path => Endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)) && !IsBuilt(path));
        return (Stamp(file), string.Join('\n', files.Select(Stamp)));
    }

    static string Stamp(string file) => $"{file} {File.GetLastWriteTimeUtc(file):O}";

    static bool IsBuilt(string path) =>
        path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        || path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}
