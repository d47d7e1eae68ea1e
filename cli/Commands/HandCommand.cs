using System.CommandLine;
using Classroom.Cli.Calls;
using Classroom.Cli.Checks;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Commands;

/// <summary>Changes the raised hands of students.</summary>
abstract class HandCommand : CliCommand
{
    readonly Option<string[]> students = Students("These students");
    readonly Option<bool> onAws = OnAws();

    public sealed override CommandGroup Group => CommandGroup.People;

    protected abstract Task<string> ChangeAsync(AwsClient aws, string student);

    protected override void Define(Command command)
    {
        command.Options.Add(students);
        command.Options.Add(onAws);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var all = CheckedClass.Of(context.Stack(given.GetValue(Stack)!)).Students.Select(student => student.Username);
        var chosen = Chosen(given.GetValue(students)!, all) ?? throw new CommandException("Whose hand? Add --student and a username.");
        using var view = await ClassView.OpenAsync(context, given.GetValue(Stack)!, given.GetValue(onAws), cancelled).ConfigureAwait(false);
        foreach (var student in chosen)
            context.Line((await ChangeAsync(view.Aws, student).ConfigureAwait(false)).EscapeMarkup());
        return ExitCode.Done;
    }
}
