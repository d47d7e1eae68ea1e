using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Executions;
using Classroom.Cli.Graphs;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cloud.StepFunctions;
using Classroom.Labs;
using Classroom.Settings;

namespace Classroom.Cli.Commands;

sealed class Graph : CliCommand
{
    const string Ending = ".asl.json";

    readonly Argument<string> workflow = new("workflow") { Description = "The name of a workflow", HelpName = "workflow" };
    readonly Option<string> format = new("--format", "-f")
    {
        Description = "mermaid or svg",
        DefaultValueFactory = _ => "mermaid",
        HelpName = "kind",
    };
    readonly Option<string?> student = new("--student", "-u")
    {
        Description = "Draw the workflow of this student as it is now, of a lab or of the student's own",
        HelpName = "username",
    };
    readonly Option<bool> onAws = OnAws();
    readonly Option<string?> output = new("--output", "-o") { Description = "The file to write; .svg writes an SVG", HelpName = "file" };

    public override string Path => "graph";

    public override CommandGroup Group => CommandGroup.Work;

    public override string Description => "Draw a workflow";

    public override IReadOnlyList<string> Examples =>
        ["graph order-workflow", "graph order-processing-workflow -o order.svg", "graph my-workflow --student user1"];

    protected override void Define(Command command)
    {
        workflow.CompletionSources.Add(_ => Files().Select(file => new System.CommandLine.Completions.CompletionItem(NameOf(file))));
        command.Arguments.Add(workflow);
        foreach (var option in (Option[])[student, format, output, onAws])
            command.Options.Add(option);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var name = given.GetValue(workflow)!;
        var definition = given.GetValue(student) is { } username
            ? await DefinitionOfAsync(given, context, username, name, cancelled).ConfigureAwait(false)
            : DefinitionOfLab(name);
        var graph = WorkflowGraph.Of((JsonObject)JsonNode.Parse(definition)!);
        var path = given.GetValue(output);
        var kind = path?.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) == true ? "svg" : given.GetValue(format);
        var text = kind switch
        {
            "mermaid" => Mermaid.Of(graph),
            "svg" => Svg.Of(graph, name),
            _ => throw new CommandException($"--format is '{kind}'; allowed are mermaid and svg."),
        };
        if (path is null)
            await context.Plain.WriteAsync(text).ConfigureAwait(false);
        else
            await File.WriteAllTextAsync(path, text, cancelled).ConfigureAwait(false);
        return ExitCode.Done;
    }

    static string DefinitionOfLab(string name)
    {
        if (Files().FirstOrDefault(known => NameOf(known) == name) is { } file)
            return EmbeddedFiles.Read(file);
        var names = Files().Select(NameOf).ToList();
        throw new CommandException(
            $"The labs have no workflow '{name}'.{Suggestion.For(name, names)} There are {string.Join(", ", names)}. With --student, a "
                + "student's own workflow is drawn."
        );
    }

    async Task<string> DefinitionOfAsync(
        ParseResult given,
        CommandContext context,
        string username,
        string name,
        CancellationToken cancelled
    )
    {
        using var view = await StudentView
            .OpenAsync(context, given.GetValue(Stack)!, username, given.GetValue(onAws), cancelled)
            .ConfigureAwait(false);
        var found = await view.FindWorkflowAsync(name).ConfigureAwait(false);
        var described = await view.Aws.Operation<DescribeStateMachine>().CallAsync(new(found.Arn)).ConfigureAwait(false);
        return described.Definition!;
    }

    static IEnumerable<string> Files() => EmbeddedFiles.Names.Where(name => name.EndsWith(Ending, StringComparison.Ordinal));

    static string NameOf(string file) => file.Split('/')[^1][..^Ending.Length];
}
