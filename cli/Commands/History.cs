using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Executions;
using Classroom.Cli.Executions.Timelines;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class History : CliCommand
{
    const int MostListed = 20;

    readonly Argument<string> what = new("workflow|execution")
    {
        Description = "A workflow, whose newest execution is shown, or the beginning of an execution's name",
    };
    readonly Option<string?> student = Student();
    readonly Option<string?> execution = new("--execution", "-e")
    {
        Description = "The execution of the workflow; the newest by default",
        HelpName = "name",
    };
    readonly Option<bool> data = Flag("--data", "Print inputs and outputs whole", "-d");
    readonly Option<bool> list = Flag("--list", "List the executions", "-l");
    readonly Option<bool> all = Flag("--all", "With --list: all of them, and not the newest 20 only");
    readonly Option<bool> json = Json();
    readonly Option<bool> onAws = OnAws();

    public override string Path => "history";

    public override CommandGroup Group => CommandGroup.Work;

    public override string Description => "Show the steps of an execution, or list the executions of a workflow";

    public override IReadOnlyList<string> Examples =>
        [
            "history order-workflow --student user1",
            "history 35a4e395 --data",
            "history order-workflow -u user1 --list",
            "history order-workflow -u user1 --json",
        ];

    protected override void Define(Command command)
    {
        command.Arguments.Add(what);
        foreach (var option in (Option[])[student, execution, data, list, all, onAws, json])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var name = given.GetValue(what)!;
        using var whole = await ClassView
            .OpenAsync(context, given.GetValue(Stack)!, given.GetValue(onAws), cancelled)
            .ConfigureAwait(false);
        var finder = new ExecutionFinder(whole);
        var chosen = await finder.FindAsync(name, given.GetValue(student), given.GetValue(execution)).ConfigureAwait(false);
        var isJson = given.GetValue(json);
        if (given.GetValue(list))
            return await ListAsync(context, chosen.All, isJson, given.GetValue(all)).ConfigureAwait(false);
        var arn = (string)chosen.Execution["executionArn"]!;
        var events = await chosen.View.EventsAsync(arn).ConfigureAwait(false);
        if (isJson)
        {
            await context
                .Plain.WriteLineAsync(new JsonArray([.. events.Select(@event => @event.DeepClone())]).ToJsonString())
                .ConfigureAwait(false);
            return ExitCode.Done;
        }
        var printer = await ExecutionPrinter.OfAsync(context, whole.Aws, arn, given.GetValue(data)).ConfigureAwait(false);
        printer.Title(chosen.Workflow, arn);
        await printer.AddAsync(events).ConfigureAwait(false);
        if ((string?)chosen.Execution["status"] == "RUNNING")
            context.Line("[yellow]It is still running.[/]");
        printer.Hint(arn, whole.IsOnAws ? " --aws" : "");
        return ExitCode.Done;
    }

    static async Task<ExitCode> ListAsync(CommandContext context, List<JsonObject> executions, bool isJson, bool all)
    {
        if (isJson)
        {
            await context
                .Plain.WriteLineAsync(new JsonArray([.. executions.Select(execution => execution.DeepClone())]).ToJsonString())
                .ConfigureAwait(false);
            return ExitCode.Done;
        }
        foreach (var execution in all ? executions : executions.Take(MostListed))
            context.Line(LineOf(execution));
        if (!all && executions.Count > MostListed)
            context.Line($"[grey]{executions.Count - MostListed} more: --all[/]");
        return ExitCode.Done;
    }

    static string LineOf(JsonObject execution)
    {
        var (began, status) = ((double)execution["startDate"]!, (string)execution["status"]!);
        var took = execution["stopDate"] is { } stop ? TimelineView.Seconds(TimeSpan.FromSeconds((double)stop - began)) : "";
        var colour = status switch
        {
            "SUCCEEDED" => "green",
            "RUNNING" => "blue",
            _ => "red",
        };
        var start = DateTimeOffset.FromUnixTimeMilliseconds((long)(began * 1000));
        return $"{start:yyyy-MM-dd HH:mm:ss}  [{colour}]{status, -10}[/] {took, 9}  " + $"{(string)execution["name"]!}".EscapeMarkup();
    }
}
