using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Bulk;
using Classroom.Cli.Checks;
using Classroom.Cli.Executions;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class BulkCommand : CliCommand
{
    const int MostExecutions = 1000;

    readonly Argument<string> workflow = new("workflow") { Description = "The workflow, without the student's username" };
    readonly Option<string[]> students = Students("Only these students");
    readonly Option<int> executions = new("--executions", "-n")
    {
        Description = "How many executions for each student",
        DefaultValueFactory = _ => 10,
        HelpName = "n",
    };
    readonly Option<double?> rate = new("--rate")
    {
        Description = "How many executions to start in a second, for all students together; as fast as possible by default",
        HelpName = "n",
    };
    readonly Option<string?> input = new("--input", "-i")
    {
        Description = "A file with the input; the lab's sample by default",
        HelpName = "file",
    };
    readonly Option<bool> onAws = OnAws();
    readonly Option<bool> json = Json();

    public override string Path => "bulk";

    public override CommandGroup Group => CommandGroup.Work;

    public override string Description => "Start many executions of a workflow, and show outcomes, latencies, and where executions failed";

    public override IReadOnlyList<string> Examples =>
        ["bulk order-processing-workflow --student user1", "bulk greeting-workflow --executions 20 --rate 2", "bulk order-workflow --json"];

    protected override void Define(Command command)
    {
        command.Arguments.Add(workflow);
        foreach (var option in (Option[])[students, executions, rate, input, onAws, json])
            command.Options.Add(option);
        // The option --student of every other command takes several, too; the guides of the course say --students.
        students.Aliases.Add("--students");
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        if (given.GetValue(json))
            context = context.Aside();
        var (count, perSecond) = (given.GetValue(executions), given.GetValue(rate));
        if (count is < 1 or > MostExecutions)
            throw new CommandException($"--executions {count}: from 1 to {MostExecutions}.");
        if (perSecond is <= 0 or > 1000)
            throw new CommandException($"--rate {perSecond}: more than 0, and 1000 at most.");
        var (lab, part) = WorkflowOf(given.GetValue(workflow)!);
        var text = InputOf(given.GetValue(input), lab, part);
        var whole = CheckedClass.Of(context.Stack(given.GetValue(Stack)!));
        var chosen = Chosen(given.GetValue(students)!, whole.Students.Select(student => student.Username));
        var those = whole.Students.Where(student => chosen?.Contains(student.Username) != false && student.Labs.Contains(lab.Lab)).ToList();
        if (those.Count == 0)
            throw new CommandException($"None of the students has the lab {lab.Lab}, which {part.Name} belongs to.");
        using var view = await ClassView.OpenAsync(context, given.GetValue(Stack)!, given.GetValue(onAws), cancelled).ConfigureAwait(false);
        var account = new Account(view.Aws, context.Clock, new());
        var accounts = those.Select(student => new StudentAccount(account, student)).ToList();
        // Students take turns, so that each of them has executions from the beginning to the end.
        var inputs = Enumerable
            .Range(1, count)
            .SelectMany(number => accounts.Select(student => (student, part.Name, part.IsExpress, InputWith(text, number))))
            .ToList();
        var outcomes = await RunAsync(context, new(view.Aws, context.Clock, perSecond), inputs, cancelled).ConfigureAwait(false);
        var all = new BulkSummary("all", outcomes);
        var each = those
            .Select(student => new BulkSummary(student.Username, [.. outcomes.Where(outcome => outcome.Student == student.Username)]))
            .ToList();
        if (given.GetValue(json))
            await context
                .Plain.WriteLineAsync(
                    new JsonObject
                    {
                        ["workflow"] = part.Name,
                        ["students"] = new JsonArray([.. each.Select(one => (JsonNode)one.Json())]),
                        ["all"] = all.Json(),
                    }.ToJsonString()
                )
                .ConfigureAwait(false);
        else
            context.Console.Write(BulkView.Of(each, all));
        return outcomes.All(outcome => outcome.IsSucceeded) ? ExitCode.Done : ExitCode.Failed;
    }

    static async Task<IReadOnlyList<BulkOutcome>> RunAsync(
        CommandContext context,
        LoadTest test,
        List<(StudentAccount, string, bool, string)> inputs,
        CancellationToken cancelled
    )
    {
        if (!context.AsksPeople)
            return await test.RunAsync(inputs, _ => { }, cancelled).ConfigureAwait(false);
        return await context
            .Console.Progress()
            .StartAsync(progress =>
            {
                var task = progress.AddTask("executions", maxValue: inputs.Count);
                return test.RunAsync(inputs, _ => task.Increment(1), cancelled);
            })
            .ConfigureAwait(false);
    }

    static (LabParts Lab, WorkflowPart Part) WorkflowOf(string name)
    {
        var all = CheckCatalog.Labs.SelectMany(lab => lab.Workflows.Select(part => (Lab: lab, Part: part))).ToList();
        return all.FirstOrDefault(one => one.Part.Name == name) is { Part: not null } found
            ? found
            : throw new CommandException(
                $"There is no workflow '{name}' in the labs. There are {string.Join(", ", all.Select(one => one.Part.Name))}."
            );
    }

    static string InputOf(string? file, LabParts lab, WorkflowPart part)
    {
        if (file is null)
            return Performer.Sample(lab.Lab, part.Name, "good");
        if (!File.Exists(file))
            throw new CommandException($"There is no file '{file}'. --input takes a file with JSON.");
        var text = File.ReadAllText(file);
        try
        {
            using var document = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException exception)
        {
            throw new CommandException($"{file} is not JSON, line {exception.LineNumber + 1}: {exception.Message.Split(" LineNumber")[0]}");
        }
    }

    /// <summary>Each order of a load test has an id of its own, as in the guide.</summary>
    static string InputWith(string text, int number)
    {
        if (JsonSerializer.Deserialize<JsonNode>(text) is not JsonObject order || order["orderId"] is null)
            return text;
        order["orderId"] = $"order-bulk-{number}";
        return order.ToJsonString();
    }
}
