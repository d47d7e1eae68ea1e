using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Clouds;
using Classroom.Cli.Executions;
using Classroom.Cli.Executions.Timelines;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cloud.StepFunctions;
using Classroom.Labs;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class Run : CliCommand
{
    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    readonly Argument<string> workflow = new("workflow") { Description = "The workflow, with or without the student's username as prefix" };
    readonly Option<string?> student = Student();
    readonly Option<string?> input = new("--input", "-i")
    {
        Description = "A file with the input, or - for the standard input; the lab's sample by default",
        HelpName = "file|-",
    };
    readonly Option<string> sample = new("--sample")
    {
        Description = "The kind of the lab's sample: good, bad or edge",
        DefaultValueFactory = _ => "good",
        HelpName = "kind",
    };
    readonly Option<bool> watch = Flag("--watch", "Show each step as it happens", "-w");
    readonly Option<bool> detach = Flag("--detach", "Start the execution, and do not wait for its end");
    readonly Option<bool> json = Json();
    readonly Option<bool> onAws = OnAws();

    public override string Path => "run";

    public override CommandGroup Group => CommandGroup.Work;

    public override string Description => "Start an execution, wait for its end, and print its result";

    public override IReadOnlyList<string> Examples =>
        [
            "run order-processing-workflow --student user1 --watch",
            "run order-processing-workflow -u user1 --sample bad",
            "run greeting-workflow -u user1 --input order.json",
            "run greeting-workflow -u user1 -i - < order.json",
        ];

    protected override void Define(Command command)
    {
        command.Arguments.Add(workflow);
        foreach (var option in (Option[])[student, input, sample, watch, detach, onAws, json])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        using var view = await StudentView
            .OpenAsync(context, given.GetValue(Stack)!, given.GetValue(student), given.GetValue(onAws), cancelled)
            .ConfigureAwait(false);
        var machine = await view.FindWorkflowAsync(given.GetValue(workflow)!).ConfigureAwait(false);
        var text = await InputAsync(given, context, view, machine).ConfigureAwait(false);
        var watches = given.GetValue(watch) && !given.GetValue(json);
        JsonObject ended;
        try
        {
            if (machine.IsExpress)
            {
                ended = await Follower.RunExpressAsync(view.Aws, machine.Arn, text).ConfigureAwait(false);
            }
            else
            {
                var started = await view.Aws.Operation<StartExecution>().CallAsync(new(machine.Arn, Data: text)).ConfigureAwait(false);
                var execution = started.ExecutionArn;
                if (!view.IsOnAws)
                    await WarnOfFreezeAsync(context, view.Student).ConfigureAwait(false);
                if (given.GetValue(detach))
                {
                    await context.Plain.WriteLineAsync(execution).ConfigureAwait(false);
                    return ExitCode.Done;
                }
                ended = await FollowAsync(context, view, machine, execution, watches, cancelled).ConfigureAwait(false);
                if (watches)
                    return CodeOf(ended);
            }
        }
        catch (AwsError error)
        {
            throw new CommandException($"{machine.Name} did not start: {error.Message}");
        }
        if (given.GetValue(json))
            await context.Plain.WriteLineAsync(ended.ToJsonString()).ConfigureAwait(false);
        else
            Show(context, machine, ended);
        return CodeOf(ended);
    }

    static async Task<JsonObject> FollowAsync(
        CommandContext context,
        StudentView view,
        WorkflowInfo machine,
        string execution,
        bool watches,
        CancellationToken cancelled
    )
    {
        var printer = watches ? await ExecutionPrinter.OfAsync(context, view.Aws, execution, isLive: true).ConfigureAwait(false) : null;
        printer?.Title(machine, execution);
        try
        {
            var ended = await new Follower(context, view).FollowAsync(execution, printer, cancelled).ConfigureAwait(false);
            printer?.Hint(execution, view.IsOnAws ? " --aws" : "");
            return ended;
        }
        catch (OperationCanceledException)
        {
            context.Line(
                $"The execution goes on. `./classroom history {ExecutionPrinter.Short(execution).EscapeMarkup()}` shows it; `aws "
                    + "stepfunctions stop-execution` ends it."
            );
            throw;
        }
    }

    /// <summary>Otherwise the command would wait without a word.</summary>
    static async Task WarnOfFreezeAsync(CommandContext context, string student)
    {
        using var pages = new StudentPages(RunningCloud.Required(context.Paths));
        if ((await pages.FrozenAsync().ConfigureAwait(false)).TryGetValue(student, out var reason))
            context.Line(
                $"[yellow]{student.EscapeMarkup()} is frozen ({reason.EscapeMarkup()}): the execution waits for `./classroom thaw`.[/]"
            );
    }

    static ExitCode CodeOf(JsonObject ended) => (string?)ended["status"] == "SUCCEEDED" ? ExitCode.Done : ExitCode.Failed;

    static void Show(CommandContext context, WorkflowInfo machine, JsonObject ended)
    {
        var (isDone, execution) = (CodeOf(ended) == ExitCode.Done, (string)ended["executionArn"]!);
        var took = TimeSpan.FromSeconds((double)ended["stopDate"]! - (double)ended["startDate"]!);
        var name = machine.IsExpress ? "express" : ExecutionPrinter.Short(execution);
        context.Line(
            $"[bold]{machine.Name.EscapeMarkup()}[/] · {name.EscapeMarkup()} · "
                + $"{(isDone ? "[green]" : "[red]")}{ended["status"]}[/] after "
                + TimelineView.Seconds(took)
        );
        if (isDone)
            context.Line(JsonNode.Parse((string?)ended["output"] ?? "null")?.ToJsonString(Indented).EscapeMarkup() ?? "null");
        else
            context.Line($"{ended["error"]}: {ended["cause"]}".EscapeMarkup());
        if (!machine.IsExpress)
            context.Line($"[grey]steps: ./classroom history {name.EscapeMarkup()}[/]");
    }

    async Task<string> InputAsync(ParseResult given, CommandContext context, StudentView view, WorkflowInfo machine)
    {
        if (given.GetValue(input) is not { } source)
            return Sample(view, machine, given.GetValue(sample)!);
        if (source != "-" && !File.Exists(source))
            throw new CommandException($"There is no file '{source}'. --input takes a file with JSON, or - to read the standard input.");
        var text =
            source == "-"
                ? await context.Input.ReadToEndAsync().ConfigureAwait(false)
                : await File.ReadAllTextAsync(source).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException exception)
        {
            throw new CommandException(
                $"{(source == "-" ? "The standard input" : source)} is not JSON, line {exception.LineNumber + 1}: "
                    + $"{exception.Message.Split(" LineNumber")[0]}"
            );
        }
    }

    static string Sample(StudentView view, WorkflowInfo machine, string kind)
    {
        var own = view.Short(machine.Name);
        var all = EmbeddedFiles.Names.Where(name => name.Contains($"/samples/{own}.", StringComparison.Ordinal)).ToList();
        // A workflow of the student's own.
        if (all.Count == 0)
            return "{}";
        return all.FirstOrDefault(name => name.EndsWith($".{kind}.json", StringComparison.Ordinal)) is { } file
            ? EmbeddedFiles.Read(file)
            : throw new CommandException(
                $"{own} has no sample '{kind}'. There are "
                    + $"{string.Join(", ", all.Select(name => name.Split('.')[^2]))}; --input takes an input of your own."
            );
    }
}
