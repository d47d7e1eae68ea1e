using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

sealed class CloudStatus : CliCommand
{
    readonly Option<bool> json = Json();

    public override string Path => "cloud status";

    public override CommandGroup Group => CommandGroup.Cloud;

    public override string Description =>
        $"Show whether the embedded cloud runs, and where; exits with {(int)ExitCode.Failed} if it does not";

    public override IReadOnlyList<string> Examples => ["cloud status", "cloud status --json"];

    protected override bool TakesStack => false;

    protected override void Define(Command command) => command.Options.Add(json);

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var running = RunningCloud.Find(context.Paths);
        if (given.GetValue(json))
        {
            await context
                .Plain.WriteLineAsync(
                    new JsonObject
                    {
                        ["running"] = running is not null,
                        ["endpoint"] = running?.Endpoint,
                        ["process"] = running?.Process,
                        ["region"] = running?.Region,
                        ["data"] = context.Paths.CloudData,
                    }.ToJsonString()
                )
                .ConfigureAwait(false);
            return running is null ? ExitCode.Failed : ExitCode.Done;
        }
        context.Line(
            running is null
                ? $"The embedded cloud does not run; its data is in {context.Paths.CloudData}. `./classroom cloud start` starts it."
                : $"The embedded cloud runs at {running.Endpoint} (process {running.Process}, region {running.Region}, account "
                    + $"{running.Account}); its data is in {context.Paths.CloudData}, its log is {context.Paths.CloudLog}."
        );
        return running is null ? ExitCode.Failed : ExitCode.Done;
    }
}
