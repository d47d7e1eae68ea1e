using System.CommandLine;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

sealed class CloudLogs : CliCommand
{
    readonly Option<bool> follow = Flag("--follow", "Keep showing new lines", "-f");
    readonly Option<int> lines = new("--lines", "-n")
    {
        Description = "How many of the last lines",
        DefaultValueFactory = _ => 50,
        HelpName = "n",
    };

    public override string Path => "cloud logs";

    public override CommandGroup Group => CommandGroup.Cloud;

    public override string Description => "Show the log of the embedded cloud";

    public override IReadOnlyList<string> Examples => ["cloud logs", "cloud logs --follow"];

    protected override bool TakesStack => false;

    protected override void Define(Command command)
    {
        command.Options.Add(follow);
        command.Options.Add(lines);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        if (!File.Exists(context.Paths.CloudLog))
            throw new CommandException(
                $"There is no log: {context.Paths.CloudLog} does not exist. A cloud in the foreground writes its log to its terminal."
            );
        using var file = new FileStream(context.Paths.CloudLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        var last = new Queue<string>();
        while (await reader.ReadLineAsync(cancelled).ConfigureAwait(false) is { } line)
        {
            last.Enqueue(line);
            if (last.Count > given.GetValue(lines))
                last.Dequeue();
        }
        foreach (var line in last)
            await context.Plain.WriteLineAsync(line).ConfigureAwait(false);
        while (given.GetValue(follow))
        {
            if (await reader.ReadLineAsync(cancelled).ConfigureAwait(false) is { } line)
                await context.Plain.WriteLineAsync(line).ConfigureAwait(false);
            else
                await Task.Delay(TimeSpan.FromMilliseconds(200), context.Clock, cancelled).ConfigureAwait(false);
        }
        return ExitCode.Done;
    }
}
