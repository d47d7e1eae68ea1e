using System.CommandLine;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

sealed class CloudStart : CliCommand
{
    readonly Option<bool> front = Flag("--front", "Runs it here, with its log on the terminal, until it is interrupted", "-f");
    readonly Option<int> port = new("--port", "-p")
    {
        Description = "Where it listens, on this machine only; 0 for any port that is free",
        DefaultValueFactory = _ => CloudStarter.Port(),
        HelpName = "n",
    };
    readonly Option<string> level = new("--log-level")
    {
        Description = "What the log says: trace, debug (every request), information, warning, error",
        DefaultValueFactory = _ => "information",
        HelpName = "level",
    };

    readonly Option<string> durability = new("--durability")
    {
        Description =
            "full: an answer comes when the change is on the disk; normal: when the system has it, so that a power cut may take the "
            + "last moments",
        DefaultValueFactory = _ => "full",
        HelpName = "full|normal",
    };

    public override string Path => "cloud start";

    public override string Description => "Starts the embedded cloud in the background, or here";

    public override IReadOnlyList<string> Examples => ["cloud start", "cloud start --front --log-level debug", "cloud start --port 5000"];

    protected override void Define(Command command)
    {
        durability.AcceptOnlyFromAmong("full", "normal");
        foreach (var option in (Option[])[front, port, level, durability])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        if (RunningCloud.Find(context.Paths) is { } known)
        {
            context.Line($"The embedded cloud runs already, at {known.Endpoint} (process {known.Process}).");
            return ExitCode.Done;
        }
        var region = context.Stack(given.GetValue(Stack)!).Region;
        if (given.GetValue(front))
            return
                await context
                    .Clouds.RunAsync(region, given.GetValue(port), given.GetValue(level)!, given.GetValue(durability)!)
                    .ConfigureAwait(false) == 0
                ? ExitCode.Done
                : ExitCode.Failed;
        var running = await context.Clouds.StartAsync(region, given.GetValue(port), given.GetValue(durability)!).ConfigureAwait(false);
        context.Line($"The embedded cloud runs at {running.Endpoint} (process {running.Process}); its log is {context.Paths.CloudLog}.");
        return ExitCode.Done;
    }
}
