using Classroom.Cli.Invocation;
using Classroom.Cli.Planning;

namespace Classroom.Cli.Terminal;

/// <summary>
/// Waits for a change of the stack's settings or of the built functions, and then until the files have stopped changing.
/// </summary>
sealed class StackWatcher(CommandContext context, string stack)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    string seen = "";

    public async Task ChangeAsync(CancellationToken cancelled)
    {
        seen = State();
        while (State() == seen)
            await Task.Delay(Pause, context.Clock, cancelled).ConfigureAwait(false);
        string last;
        do
        {
            last = State();
            await Task.Delay(Pause, context.Clock, cancelled).ConfigureAwait(false);
        } while (State() != last);
    }

    string State()
    {
        var settings = StackFile.PathOf(context.Repository, stack);
        var package = context.Repository.FunctionPackage;
        var files = Directory.Exists(package)
            ? Directory.EnumerateFiles(package, "*", SearchOption.AllDirectories).Prepend(settings)
            : [settings];
        return string.Join('\n', files.Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O}"));
    }
}
