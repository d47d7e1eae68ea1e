using System.Diagnostics;
using Classroom.Cli.Invocation;
using Spectre.Console;

namespace Classroom.Cli.Terminal;

/// <summary>Builds what has changed, and runs the command again in a process of its own: this one has the old program loaded.</summary>
static class Rebuild
{
    public static async Task AndRunAsync(CommandContext context, IReadOnlyList<string> arguments, CancellationToken cancelled)
    {
        var began = context.Clock.GetTimestamp();
        context.Line("[grey]Building what has changed...[/]");
        var project = Path.Combine(context.Repository.Folder, "cli");
        string[] build = ["build", project, "-c", Runtime.Repository.Configuration, "-v", "quiet", "--nologo"];
        var (code, output) = await RunAsync("dotnet", build, isQuiet: true, cancelled).ConfigureAwait(false);
        if (code != 0)
        {
            context.Line($"[red]The build failed; the class stays as it is.[/]\n{output.Trim().EscapeMarkup()}");
            return;
        }
        context.Line($"[grey]Built in {context.Clock.GetElapsedTime(began).TotalSeconds:0.0} s.[/]");
        var program = typeof(Rebuild).Assembly.Location;
        await RunAsync("dotnet", [program, .. arguments], isQuiet: false, cancelled).ConfigureAwait(false);
    }

    static async Task<(int Code, string Output)> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        bool isQuiet,
        CancellationToken cancelled
    )
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = isQuiet, UseShellExecute = false }
        )!;
        var output = isQuiet ? await process.StandardOutput.ReadToEndAsync(cancelled).ConfigureAwait(false) : "";
        await process.WaitForExitAsync(cancelled).ConfigureAwait(false);
        return (process.ExitCode, output);
    }
}
