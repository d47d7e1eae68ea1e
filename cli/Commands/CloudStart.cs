using System.CommandLine;
using System.Globalization;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

class CloudStart : CliCommand
{
    readonly NetworkOptions network = new();
    readonly Option<bool> front = Flag("--front", "Run in the foreground, with the log on the terminal, until Ctrl+C", "-f");
    readonly Option<int> port = new("--port", "-p")
    {
        Description = "The port; 0 for any free port",
        DefaultValueFactory = _ => CloudStarter.Port(),
        HelpName = "n",
    };
    readonly Option<string> level = new("--log-level")
    {
        Description = "The level of the log: trace, debug (every request), information, warning, error",
        DefaultValueFactory = _ => "information",
        HelpName = "level",
    };

    readonly Option<string> durability = new("--durability")
    {
        Description =
            "full: a call returns when its change is on disk; normal: when the operating system has it, so a power cut may lose the "
            + "last moments",
        DefaultValueFactory = _ => "full",
        HelpName = "full|normal",
    };

    readonly Option<string> functionNetwork = new("--function-network")
    {
        Description = "cloud: functions in sandboxes reach only the embedded cloud; machine: they reach whatever this machine reaches",
        DefaultValueFactory = _ => "cloud",
        HelpName = "cloud|machine",
    };

    readonly Option<double> quotas = new("--quotas")
    {
        Description = "Multiplies what AWS's quotas allow to each student; 0 for no such limits",
        DefaultValueFactory = _ => 1,
        HelpName = "factor",
    };

    readonly Option<int> studentStorage = new("--student-storage")
    {
        Description = "What one student may store in MB before the cloud freezes the student; 0 for no limit",
        DefaultValueFactory = _ => 2048,
        HelpName = "megabytes",
    };

    public override string Path => "cloud start";

    public override CommandGroup Group => CommandGroup.Cloud;

    public override string Description => "Start the embedded cloud, in the background or in the foreground";

    public override IReadOnlyList<string> Examples => ["cloud start", "cloud start --front --log-level debug", "cloud start --port 5000"];

    /// <summary>The IP address at which the cloud listens unless the user names another one.</summary>
    protected virtual string UsualAddress => NetworkOptions.Loopback;

    protected override void Define(Command command)
    {
        durability.AcceptOnlyFromAmong("full", "normal");
        functionNetwork.AcceptOnlyFromAmong("cloud", "machine");
        foreach (var option in (Option[])[front, port, level, durability, functionNetwork, quotas, studentStorage])
            command.Options.Add(option);
        network.AddTo(command, UsualAddress);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        IReadOnlyList<string> more =
        [
            .. network.Read(given),
            "--function-network",
            given.GetValue(functionNetwork)!,
            "--quotas",
            given.GetValue(quotas).ToString(CultureInfo.InvariantCulture),
            "--student-storage",
            given.GetValue(studentStorage).ToString(CultureInfo.InvariantCulture),
        ];
        if (RunningCloud.Find(context.Paths) is { } known)
        {
            if (network.IsShared(given) && known.Local == known.Endpoint)
                throw new CommandException(
                    $"The embedded cloud is already running at {known.Endpoint}, for this machine only. "
                        + "Stop it first: ./classroom cloud stop"
                );
            context.Line($"The embedded cloud is already running at {known.Endpoint} (process {known.Process}).");
            return ExitCode.Done;
        }
        var region = context.Stack(given.GetValue(Stack)!).Region;
        if (given.GetValue(front))
            return
                await context
                    .Clouds.RunAsync(region, given.GetValue(port), given.GetValue(level)!, given.GetValue(durability)!, more)
                    .ConfigureAwait(false) == 0
                ? ExitCode.Done
                : ExitCode.Failed;
        var running = await context
            .Clouds.StartAsync(region, given.GetValue(port), given.GetValue(durability)!, more)
            .ConfigureAwait(false);
        context.Line($"The embedded cloud runs at {running.Endpoint} (process {running.Process}); its log is {context.Paths.CloudLog}.");
        ClassSession.Warn(context, running);
        if (running.Local != running.Endpoint)
            NetworkOptions.Explain(context, running);
        return ExitCode.Done;
    }
}
