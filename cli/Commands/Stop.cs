using System.CommandLine;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

sealed class Stop : CliCommand
{
    readonly Option<string[]> students = Students("The students whose work is ended");

    public override string Path => "stop";

    public override CommandGroup Group => CommandGroup.People;

    public override string Description => "End everything of a student that runs: executions and functions; the resources stay";

    public override IReadOnlyList<string> Examples => ["stop --student user1"];

    protected override void Define(Command command)
    {
        students.Required = true;
        students.DefaultValueFactory = null;
        command.Options.Add(students);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        using var pages = new StudentPages(RunningCloud.Required(context.Paths));
        foreach (var student in Chosen(given.GetValue(students)!, KnownStudents(context, given.GetValue(Stack)!))!)
        {
            var stopped = await pages.StopAsync(student).ConfigureAwait(false);
            context.Line($"{student}: {string.Join(", ", stopped.Select(entry => $"{entry.Value} {entry.Key}"))} ended.");
        }
        return ExitCode.Done;
    }
}
