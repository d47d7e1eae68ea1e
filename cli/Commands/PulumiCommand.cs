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

    /// <summary>
    /// What every Pulumi process gets, unless the user has set it: the provider adapts to AWS's limits, and the program is not built again.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_RETRY_MODE"] = "adaptive",
            ["AWS_MAX_ATTEMPTS"] = "25",
            ["ClassroomIsBuilt"] = "true",
        };

    /// <summary>Pulumi changes a whole stack: with names of students that were not understood, it would remove everybody.</summary>
    public static void RefuseStudents(string[] students)
    {
        if (students.Length > 0)
            throw new CommandException(
                "--student is for the embedded cloud. On AWS, change the roster (`./classroom roster remove`, `roster add`), and then "
                    + "`./classroom up --aws`: only the students who differ change. Nothing was changed."
            );
    }

    /// <param name="more">Arguments for the pulumi command that shows its plan.</param>
    public static async Task<ExitCode> UpAsync(
        CommandContext context,
        string stack,
        bool isAgreed,
        IReadOnlyList<string> more,
        CancellationToken cancelled
    )
    {
        var cohorts = await OpenAsync(context, stack, cancelled).ConfigureAwait(false);
        return cohorts is not null
            ? await cohorts.UpAsync(isAgreed, more).ConfigureAwait(false)
            : await RunAsync(context, stack, ["up", .. isAgreed ? ["--yes"] : Array.Empty<string>(), .. more], cancelled)
                .ConfigureAwait(false);
    }

    public static async Task<ExitCode> PreviewAsync(
        CommandContext context,
        string stack,
        IReadOnlyList<string> more,
        CancellationToken cancelled
    )
    {
        var cohorts = await OpenAsync(context, stack, cancelled).ConfigureAwait(false);
        return cohorts is not null
            ? await cohorts.PreviewAsync(more).ConfigureAwait(false)
            : await RunAsync(context, stack, ["preview", .. more], cancelled).ConfigureAwait(false);
    }

    public static async Task<ExitCode> DestroyAsync(CommandContext context, string stack, bool isAgreed, CancellationToken cancelled)
    {
        var cohorts = await OpenAsync(context, stack, cancelled).ConfigureAwait(false);
        return cohorts is not null
            ? await cohorts.DestroyAsync(isAgreed).ConfigureAwait(false)
            : await RunAsync(context, stack, ["destroy", .. isAgreed ? ["--yes"] : Array.Empty<string>()], cancelled).ConfigureAwait(false);
    }

    /// <summary>The cohorts of the class; null for a class of one stack.</summary>
    static async Task<PulumiCohorts?> OpenAsync(CommandContext context, string stack, CancellationToken cancelled)
    {
        var file = context.Stack(stack);
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
        return await PulumiCohorts.FindAsync(context, file, cancelled).ConfigureAwait(false);
    }

    static async Task<ExitCode> RunAsync(
        CommandContext context,
        string stack,
        IReadOnlyList<string> arguments,
        CancellationToken cancelled
    ) =>
        await RunHereAsync(context, "pulumi", [.. arguments, "--stack", stack], cancelled).ConfigureAwait(false) == 0
            ? ExitCode.Done
            : ExitCode.Failed;

    /// <summary>Runs pulumi on the user's terminal, with the variables for a class with cohorts.</summary>
    public static async Task<bool> IsDoneAsync(CommandContext context, IReadOnlyList<string> arguments, CancellationToken cancelled) =>
        await RunHereAsync(context, "pulumi", arguments, cancelled, Variables).ConfigureAwait(false) == 0;

    public static async Task<int> RunHereAsync(
        CommandContext context,
        string program,
        IReadOnlyList<string> arguments,
        CancellationToken cancelled,
        IReadOnlyDictionary<string, string>? variables = null
    )
    {
        // The program that the user's shell would take; .NET looks beside its own executable first.
        var start = new ProcessStartInfo(SearchPath.Find(program) ?? program, arguments)
        {
            WorkingDirectory = context.Repository.Folder,
            UseShellExecute = false,
        };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment.TryAdd(name, value);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancelled).ConfigureAwait(false);
        return process.ExitCode;
    }
}
