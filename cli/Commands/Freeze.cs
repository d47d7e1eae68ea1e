using System.CommandLine;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Commands;

sealed class Freeze : CliCommand
{
    const string DefaultReason = "the instructor has frozen this workspace";

    readonly Option<string[]> students = Students("The students to freeze");
    readonly Option<string> reason = new("--reason", "-r")
    {
        Description = "What the student reads when a call is refused",
        HelpName = "text",
        DefaultValueFactory = _ => DefaultReason,
    };

    readonly Option<bool> onAws = PulumiCommand.Option();

    public override string Path => "freeze";

    public override CommandGroup Group => CommandGroup.People;

    public override string Description =>
        "Freeze students: nothing of theirs runs, and none of their calls is accepted, until they are thawed";

    public override IReadOnlyList<string> Examples =>
        ["freeze --student user1 --reason 'please come to the front'", "freeze --student user1 --aws", "thaw --student user1"];

    protected override void Define(Command command)
    {
        students.Required = true;
        students.DefaultValueFactory = null;
        command.Options.Add(students);
        command.Options.Add(reason);
        command.Options.Add(onAws);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        if (given.GetValue(onAws))
            return await FrozenSetting
                .SetAsync(context, given.GetValue(Stack)!, given.GetValue(students)!, true, cancelled)
                .ConfigureAwait(false);
        using var pages = new StudentPages(RunningCloud.Required(context.Paths));
        foreach (var student in Chosen(given.GetValue(students)!, KnownStudents(context, given.GetValue(Stack)!))!)
        {
            await pages.FreezeAsync(student, given.GetValue(reason)!).ConfigureAwait(false);
            context.Line($"{student} is frozen. `./classroom thaw --student {student}` lets the student go on.");
        }
        return ExitCode.Done;
    }
}
