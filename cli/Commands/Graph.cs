using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Graphs;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Labs;

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
    readonly Option<string?> output = new("--output", "-o") { Description = "The file to write; .svg writes an SVG", HelpName = "file" };

    public override string Path => "graph";

    public override CommandGroup Group => CommandGroup.Work;

    public override string Description => "Draw a workflow";

    public override IReadOnlyList<string> Examples => ["graph order-workflow", "graph order-processing-workflow -o order.svg"];

    protected override bool TakesStack => false;

    protected override void Define(Command command)
    {
        workflow.CompletionSources.Add(_ => Files().Select(file => new System.CommandLine.Completions.CompletionItem(NameOf(file))));
        command.Arguments.Add(workflow);
        command.Options.Add(format);
        command.Options.Add(output);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        var name = given.GetValue(workflow)!;
        var file =
            Files().FirstOrDefault(known => NameOf(known) == name)
            ?? throw new CommandException($"The labs have no workflow '{name}'. There are {string.Join(", ", Files().Select(NameOf))}.");
        var graph = WorkflowGraph.Of((JsonObject)JsonNode.Parse(EmbeddedFiles.Read(file))!);
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

    static IEnumerable<string> Files() => EmbeddedFiles.Names.Where(name => name.EndsWith(Ending, StringComparison.Ordinal));

    static string NameOf(string file) => file.Split('/')[^1][..^Ending.Length];
}
