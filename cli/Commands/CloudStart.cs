using System.CommandLine;
using Classroom.Cli.Clouds;

namespace Classroom.Cli.Commands;

sealed class CloudStart : Verb
{
    readonly Option<bool> front = Flag("--front", "Runs it here, with its log on the terminal, until it is interrupted", "-f");
    readonly Option<int> port = new("--port", "-p") { Description = "Where it listens, on this machine only; 0 for any port that is free", DefaultValueFactory = _ => CloudStarter.Port(), HelpName = "n" };
    readonly Option<string> level = new("--log-level") { Description = "What the log says: trace, debug (every request), information, warning, error", DefaultValueFactory = _ => "information", HelpName = "level" };

    public override string Path => "cloud start";

    public override string Description => "Starts the embedded cloud in the background, or here";

    public override IReadOnlyList<string> Examples => ["cloud start", "cloud start --front --log-level debug", "cloud start --port 5000"];

    protected override void Define(Command command)
    {
        foreach (var option in (Option[])[front, port, level]) command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, Desk desk, CancellationToken cancelled)
    {
        if (RunningCloud.Find(desk.Home) is { } known)
        {
            desk.Line($"The embedded cloud runs already, at {known.Endpoint} (process {known.Process}).");
            return ExitCode.Done;
        }
        var region = desk.Stack(given.GetValue(Stack)!).Region;
        if (given.GetValue(front)) return await desk.Clouds.RunAsync(region, given.GetValue(port), given.GetValue(level)!).ConfigureAwait(false) == 0 ? ExitCode.Done : ExitCode.Failed;
        var running = await desk.Clouds.StartAsync(region, given.GetValue(port)).ConfigureAwait(false);
        desk.Line($"The embedded cloud runs at {running.Endpoint} (process {running.Process}); its log is {desk.Home.CloudLog}.");
        return ExitCode.Done;
    }
}
