using System.CommandLine;
using System.Diagnostics;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

/// <summary>Runs the pulumi command, for a class on AWS.</summary>
static class PulumiCommand
{
    public static Option<bool> Option() => new("--aws") { Description = "Use AWS, through the pulumi command" };

    public static async Task<ExitCode> RunAsync(
        CommandContext context,
        string stack,
        IReadOnlyList<string> arguments,
        CancellationToken cancelled
    )
    {
        _ = context.Stack(stack);
        PulumiProgram.Require();
        if (!PulumiPackages.AreCached())
        {
            context.Line("Downloading the official packages, once: `dotnet restore build/official`.");
            if (await RunHereAsync(context, "dotnet", ["restore", "build/official"], cancelled).ConfigureAwait(false) != 0)
                throw new CommandException(
                    "The official packages could not be downloaded, and Pulumi's engine needs them. The output of the "
                        + "restore is above; it needs https://api.nuget.org."
                );
        }
        return await RunHereAsync(context, "pulumi", [.. arguments, "--stack", stack], cancelled).ConfigureAwait(false) == 0
            ? ExitCode.Done
            : ExitCode.Failed;
    }

    static async Task<int> RunHereAsync(
        CommandContext context,
        string program,
        IReadOnlyList<string> arguments,
        CancellationToken cancelled
    )
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { WorkingDirectory = context.Repository.Folder, UseShellExecute = false }
        )!;
        await process.WaitForExitAsync(cancelled).ConfigureAwait(false);
        return process.ExitCode;
    }
}
