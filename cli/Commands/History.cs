using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class History : CliCommand
{
    readonly Argument<string> workflow = new("workflow") { Description = "The workflow, with or without the student's username as prefix" };
    readonly Option<string?> student = new("--student", "-u") { Description = "The student", HelpName = "username" };
    readonly Option<string?> execution = new("--execution", "-e")
    {
        Description = "The name of the execution; the newest by default",
        HelpName = "name",
    };
    readonly Option<bool> list = Flag("--list", "List the executions", "-l");
    readonly Option<bool> json = Json();

    public override string Path => "history";

    public override string Description => "Show the events of an execution";

    public override IReadOnlyList<string> Examples =>
        ["history order-workflow --student user1", "history order-workflow -u user1 --list", "history order-workflow -u user1 --json"];

    protected override void Define(Command command)
    {
        command.Arguments.Add(workflow);
        foreach (var option in (Option[])[student, execution, list, json])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        using var view = StudentView.Open(context, given.GetValue(Stack)!, given.GetValue(student));
        var machine = view.FindWorkflow(given.GetValue(workflow)!);
        if (machine.Text("type") == "EXPRESS")
            throw new CommandException(
                $"{machine.Name} is an Express workflow, which has no history. Its log shows the events: `./classroom logs "
                    + $"{view.Short(machine)} --student {view.Student}`."
            );
        var executions = await view.ExecutionsAsync(machine).ConfigureAwait(false);
        if (executions.Count == 0)
            throw new CommandException(
                $"{machine.Name} has not run yet. `./classroom run {view.Short(machine)} --student {view.Student}` starts it."
            );
        if (given.GetValue(list))
            return await ListAsync(context, executions, given.GetValue(json)).ConfigureAwait(false);
        var name = given.GetValue(execution);
        var chosen = name is null
            ? executions[0]
            : executions.Find(known => (string?)known["name"] == name)
                ?? throw new CommandException(
                    $"{machine.Name} has no execution '{name}'. There are "
                        + $"{string.Join(", ", executions.Take(10).Select(known => known["name"]))}."
                );
        var events = await view.EventsAsync((string)chosen["executionArn"]!).ConfigureAwait(false);
        if (given.GetValue(json))
        {
            await context
                .Plain.WriteLineAsync(new JsonArray([.. events.Select(@event => @event.DeepClone())]).ToJsonString())
                .ConfigureAwait(false);
            return ExitCode.Done;
        }
        context.Line($"[grey]{((string)chosen["executionArn"]!).EscapeMarkup()}[/] {chosen["status"]}");
        foreach (var @event in events)
            context.Line(EventLine.Of(@event, EventLine.Time(events[0]), context.Console.Profile.Width));
        return ExitCode.Done;
    }

    static async Task<ExitCode> ListAsync(CommandContext context, List<JsonObject> executions, bool isJson)
    {
        if (isJson)
            await context
                .Plain.WriteLineAsync(new JsonArray([.. executions.Select(execution => execution.DeepClone())]).ToJsonString())
                .ConfigureAwait(false);
        else
            foreach (var execution in executions)
                context.Line(
                    (
                        $"{DateTimeOffset.FromUnixTimeMilliseconds((long)((double)execution["startDate"]! * 1000)):yyyy-MM-dd HH:mm:ss}"
                        + $"  {execution["status"], -10}  {execution["name"]}"
                    ).EscapeMarkup()
                );
        return ExitCode.Done;
    }
}
