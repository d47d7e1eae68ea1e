using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Provider;
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
    readonly Option<string?> student = new("--student", "-u") { Description = "The student", HelpName = "username" };
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
    readonly Option<bool> watch = Flag("--watch", "Show each event as it happens", "-w");
    readonly Option<bool> detach = Flag("--detach", "Start the execution, and do not wait for its end");
    readonly Option<bool> json = Json();

    public override string Path => "run";

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
        foreach (var option in (Option[])[student, input, sample, watch, detach, json])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        using var view = StudentView.Open(context, given.GetValue(Stack)!, given.GetValue(student));
        var machine = view.FindWorkflow(given.GetValue(workflow)!);
        var text = await InputAsync(given, context, view, machine).ConfigureAwait(false);
        JsonObject ended;
        try
        {
            if (machine.Text("type") == "EXPRESS")
            {
                ended = await Follower.RunExpressAsync(view.Aws, machine.Id!, text).ConfigureAwait(false);
            }
            else
            {
                var started = await view.Aws.Operation<StartExecution>().CallAsync(new(machine.Id!, Data: text)).ConfigureAwait(false);
                var execution = started.ExecutionArn;
                if (given.GetValue(detach))
                {
                    await context.Plain.WriteLineAsync(execution).ConfigureAwait(false);
                    return ExitCode.Done;
                }
                ended = await new Follower(context, view)
                    .FollowAsync(execution, given.GetValue(watch) && !given.GetValue(json), cancelled)
                    .ConfigureAwait(false);
            }
        }
        catch (AwsError error)
        {
            throw new CommandException($"{machine.Name} did not start: {error.Message}");
        }
        var isDone = (string?)ended["status"] == "SUCCEEDED";
        if (given.GetValue(json))
            await context.Plain.WriteLineAsync(ended.ToJsonString()).ConfigureAwait(false);
        else
            Show(context, ended, isDone);
        return isDone ? ExitCode.Done : ExitCode.Failed;
    }

    static void Show(CommandContext context, JsonObject ended, bool isDone)
    {
        context.Line($"{(isDone ? "[green]" : "[red]")}{ended["status"]}[/] [grey]{((string)ended["executionArn"]!).EscapeMarkup()}[/]");
        if (isDone)
            context.Line(JsonNode.Parse((string?)ended["output"] ?? "null")?.ToJsonString(Indented).EscapeMarkup() ?? "null");
        else
            context.Line($"{ended["error"]}: {ended["cause"]}".EscapeMarkup());
    }

    async Task<string> InputAsync(ParseResult given, CommandContext context, StudentView view, ResourceState machine)
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

    static string Sample(StudentView view, ResourceState machine, string kind)
    {
        var all = EmbeddedFiles.Names.Where(name => name.Contains($"/samples/{view.Short(machine)}.", StringComparison.Ordinal)).ToList();
        return all.FirstOrDefault(name => name.EndsWith($".{kind}.json", StringComparison.Ordinal)) is { } file
            ? EmbeddedFiles.Read(file)
            : throw new CommandException(
                $"{view.Short(machine)} has no sample '{kind}'. There are "
                    + $"{string.Join(", ", all.Select(name => name.Split('.')[^2]))}; --input takes an input of your own."
            );
    }
}
