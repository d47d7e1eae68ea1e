using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

sealed class CloudStop : CliCommand
{
    public override string Path => "cloud stop";

    public override CommandGroup Group => CommandGroup.Cloud;

    public override string Description => "Stop the embedded cloud; its data stays for the next start";

    public override IReadOnlyList<string> Examples => ["cloud stop"];

    protected override bool TakesStack => false;

    protected override void Define(Command command) { }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        context.Line(
            await context.Clouds.StopAsync().ConfigureAwait(false) ? "The embedded cloud has stopped." : "The embedded cloud does not run."
        );
        return ExitCode.Done;
    }
}
