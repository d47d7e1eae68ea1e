using System.Diagnostics;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Clouds;

/// <summary>What the pulumi command printed, and how it ended.</summary>
sealed record PulumiAnswer(int Code, string Out, string Error);

/// <summary>The pulumi command of this machine.</summary>
static class PulumiProgram
{
    public static void Require()
    {
        if (SearchPath.Find("pulumi") is null)
            throw new CommandException(
                "The pulumi command is not installed. https://www.pulumi.com/docs/install/ explains how to install it (`curl -fsSL "
                    + "https://get.pulumi.com | sh`); `./classroom doctor` shows what else AWS needs."
            );
    }

    /// <summary>Runs the command for what it prints.</summary>
    /// <param name="folder">The folder of Pulumi.yaml.</param>
    public static async Task<PulumiAnswer> AskAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancelled)
    {
        Require();
        var start = new ProcessStartInfo("pulumi", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancelled), process.StandardError.ReadToEndAsync(cancelled));
        await process.WaitForExitAsync(cancelled).ConfigureAwait(false);
        return new(process.ExitCode, await output.ConfigureAwait(false), (await error.ConfigureAwait(false)).Trim());
    }

    /// <summary>Runs the command beside others: what it prints goes into a file. Ctrl+C reaches it without this process.</summary>
    public static async Task<PulumiAnswer> LogAsync(
        string folder,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string> variables,
        string log
    )
    {
        Require();
        var start = new ProcessStartInfo("pulumi", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment.TryAdd(name, value);
        using var process = Process.Start(start)!;
        var file = new StreamWriter(log) { AutoFlush = true };
        await using var closing = file.ConfigureAwait(false);
        var turn = new SemaphoreSlim(1);
        async Task<string> CopyAsync(StreamReader from)
        {
            var copied = new StringWriter();
            while (await from.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                await copied.WriteLineAsync(line).ConfigureAwait(false);
                await turn.WaitAsync().ConfigureAwait(false);
                await file.WriteLineAsync(line).ConfigureAwait(false);
                turn.Release();
            }
            return copied.ToString();
        }
        var (output, error) = (CopyAsync(process.StandardOutput), CopyAsync(process.StandardError));
        await process.WaitForExitAsync().ConfigureAwait(false);
        return new(process.ExitCode, await output.ConfigureAwait(false), (await error.ConfigureAwait(false)).Trim());
    }
}
