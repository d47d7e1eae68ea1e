using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Clouds;

namespace Classroom.Cli.Commands;

sealed class CloudStatus : Verb
{
    readonly Option<bool> json = Json();

    public override string Path => "cloud status";

    public override string Description => $"Tells whether the embedded cloud runs, and where; ends with {(int)ExitCode.Failed} when it does not";

    public override IReadOnlyList<string> Examples => ["cloud status", "cloud status --json"];

    protected override bool TakesStack => false;

    protected override void Define(Command command) => command.Options.Add(json);

    protected override async Task<ExitCode> RunAsync(ParseResult given, Desk desk, CancellationToken cancelled)
    {
        var running = RunningCloud.Find(desk.Home);
        if (given.GetValue(json))
        {
            await desk.Plain.WriteLineAsync(new JsonObject { ["running"] = running is not null, ["endpoint"] = running?.Endpoint, ["process"] = running?.Process, ["region"] = running?.Region, ["data"] = desk.Home.CloudData }.ToJsonString()).ConfigureAwait(false);
            return running is null ? ExitCode.Failed : ExitCode.Done;
        }
        desk.Line(running is null
            ? $"The embedded cloud does not run; its data is in {desk.Home.CloudData}. `./classroom cloud start` starts it."
            : $"The embedded cloud runs at {running.Endpoint} (process {running.Process}, region {running.Region}, account {running.Account}); its data is in {desk.Home.CloudData}, its log is {desk.Home.CloudLog}.");
        return running is null ? ExitCode.Failed : ExitCode.Done;
    }
}
