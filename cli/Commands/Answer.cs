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
        Description = "The state that waits, or its execution's name; needed when more than one waits",
        Arity = ArgumentArity.ZeroOrOne,
    };
    readonly Option<string?> student = new("--student", "-u") { Description = "Whose task", HelpName = "username" };
    readonly Option<string?> succeed = new("--succeed")
    {
        Description = "It is done; with what comes out of it, as JSON",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "json",
    };
    readonly Option<string?> fail = new("--fail")
    {
        Description = "It has failed; with the name of the error",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "error",
    };
    readonly Option<string?> cause = new("--cause") { Description = "Why it has failed", HelpName = "text" };

    public override string Path => "answer";

    public override string Description =>
        "Answers a task that waits for somebody (.waitForTaskToken); without an answer it lists those that wait";

    public override IReadOnlyList<string> Examples =>
        [
            "answer --student user1",
            "answer --student user1 --succeed '{\"done\":true}'",
            "answer StartLongRunningTask -u user1 --fail Rejected --cause 'not today'",
        ];

    protected override void Define(Command command)
    {
        command.Arguments.Add(task);
        foreach (var option in (Option[])[student, succeed, fail, cause])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        using var view = StudentView.Open(context, given.GetValue(Stack)!, given.GetValue(student));
        var (succeeds, fails) = (given.GetResult(succeed) is { Implicit: false }, given.GetResult(fail) is { Implicit: false });
        if (succeeds && fails)
            throw new CommandException("A task succeeds or fails: give one of --succeed and --fail.");
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
                    $"{pending.State.EscapeMarkup()} of {view.Short(pending.Workflow).EscapeMarkup()}, execution "
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
            throw new CommandException($"The answer was not taken: {error.Message}");
        }
        context.Line(
            $"{chosen.State.EscapeMarkup()} of {NameOf(chosen).EscapeMarkup()} has been told that it "
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
                    + $"{string.Join(", ", waiting.Select(pending => $"{pending.State} ({NameOf(pending)})"))}. Name one by its execution."
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
                $"--succeed takes JSON, such as '{{\"done\":true}}'; '{json}' is none. A text needs quotation marks of its own: "
                    + $"--succeed '\"{json}\"'."
            );
        }
    }
}
