using System.CommandLine;
using System.Diagnostics;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

/// <summary>Hands over to Pulumi, for the class on AWS.</summary>
static class PulumiCommand
{
    public static Option<bool> Option() => new("--aws") { Description = "On AWS, with the pulumi command" };

    public static async Task<ExitCode> RunAsync(
        CommandContext context,
        string stack,
        IReadOnlyList<string> arguments,
        CancellationToken cancelled
    )
    {
        _ = context.Stack(stack);
        if (SearchPath.Find("pulumi") is null)
            throw new CommandException(
                "The pulumi command is not on this machine. https://www.pulumi.com/docs/install/ tells how to get it (`curl -fsSL "
                    + "https://get.pulumi.com | sh`); `./classroom doctor` tells what else AWS needs."
            );
        if (!PulumiPackages.AreCached())
        {
            context.Line("Fetching the official packages, once: `dotnet restore build/official`.");
            if (await RunHereAsync(context, "dotnet", ["restore", "build/official"], cancelled).ConfigureAwait(false) != 0)
                throw new CommandException(
                    "The official packages could not be fetched: without them the program cannot talk to Pulumi's engine. What the "
                        + "restore said is above; it needs https://api.nuget.org."
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
