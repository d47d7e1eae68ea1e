using System.CommandLine;
using System.Text.Json;
using Classroom.Cli.Calls;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cloud.StepFunctions;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class Answer : CliCommand
{
    readonly Argument<string?> task = new("task")
    {
        Description = "The waiting state, or the name of its execution; needed if several tasks wait",
        Arity = ArgumentArity.ZeroOrOne,
    };
    readonly Option<string?> student = Student();
    readonly Option<bool> onAws = OnAws();
    readonly Option<string?> succeed = new("--succeed")
    {
        Description = "The task succeeded; the value is its output as JSON",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "json",
    };
    readonly Option<string?> fail = new("--fail")
    {
        Description = "The task failed; the value is the name of the error",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "error",
    };
    readonly Option<string?> cause = new("--cause") { Description = "The cause of the error", HelpName = "text" };

    public override string Path => "answer";

    public override CommandGroup Group => CommandGroup.Work;

    public override string Description =>
        "Answer a task that waits for a task token (.waitForTaskToken); without an answer, list the waiting tasks";

    public override IReadOnlyList<string> Examples =>
        [
            "answer --student user1",
            "answer --student user1 --succeed '{\"done\":true}'",
            "answer StartLongRunningTask -u user1 --fail Rejected --cause 'not today'",
        ];

    protected override void Define(Command command)
    {
        command.Arguments.Add(task);
        foreach (var option in (Option[])[student, succeed, fail, cause, onAws])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        using var view = await StudentView
            .OpenAsync(context, given.GetValue(Stack)!, given.GetValue(student), given.GetValue(onAws), cancelled)
            .ConfigureAwait(false);
        var (succeeds, fails) = (given.GetResult(succeed) is { Implicit: false }, given.GetResult(fail) is { Implicit: false });
        if (succeeds && fails)
            throw new CommandException("--succeed and --fail exclude each other; give only one of them.");
        var waiting = await PendingTask.FindAsync(view).ConfigureAwait(false);
        if (waiting.Count == 0)
        {
            context.Line($"No task of {view.Student} waits for an answer.");
            return succeeds || fails ? ExitCode.Failed : ExitCode.Done;
        }
        if (!succeeds && !fails)
        {
            foreach (var pending in waiting)
                context.Line(
                    $"{pending.State.EscapeMarkup()} of {view.Short(pending.Workflow.Name).EscapeMarkup()}, execution "
                        + $"{NameOf(pending).EscapeMarkup()}, since {pending.Since:HH:mm:ss}"
                );
            context.Line("Add --succeed or --fail to answer.");
            return ExitCode.Done;
        }
        var chosen = Choose(waiting, given.GetValue(task));
        var output = given.GetValue(succeed) ?? "{}";
        try
        {
            if (succeeds)
                await view.Aws.Operation<SendTaskSuccess>().CallAsync(new(chosen.Token, Checked(output))).ConfigureAwait(false);
            else
                await view
                    .Aws.Operation<SendTaskFailure>()
                    .CallAsync(
                        new(
                            chosen.Token,
                            given.GetValue(fail) ?? "TaskFailed",
                            given.GetValue(cause) ?? "answered with ./classroom answer --fail"
                        )
                    )
                    .ConfigureAwait(false);
        }
        catch (AwsError error)
        {
            throw new CommandException($"The cloud refused the answer: {error.Message}");
        }
        context.Line(
            $"{chosen.State.EscapeMarkup()} of {NameOf(chosen).EscapeMarkup()} was answered: "
                + $"{(succeeds ? "[green]succeeded[/]" : "[red]failed[/]")}."
        );
        return ExitCode.Done;
    }

    static PendingTask Choose(List<PendingTask> waiting, string? name)
    {
        var fitting = name is null ? waiting : [.. waiting.Where(pending => pending.State == name || NameOf(pending) == name)];
        return fitting.Count == 1
            ? fitting[0]
            : throw new CommandException(
                $"{(fitting.Count == 0 ? $"No task '{name}' waits" : $"{fitting.Count} tasks wait")}: "
                    + $"{string.Join(", ", waiting.Select(pending => $"{pending.State} ({NameOf(pending)})"))}. "
                    + $"Give the name of one execution."
            );
    }

    static string NameOf(PendingTask pending) => pending.Execution.Split(':')[^1];

    static string Checked(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return json;
        }
        catch (JsonException)
        {
            throw new CommandException(
                $"--succeed takes JSON, such as '{{\"done\":true}}'; '{json}' is not JSON. A JSON string needs its own quotation marks: "
                    + $"--succeed '\"{json}\"'."
            );
        }
    }
}
