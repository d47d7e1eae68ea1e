using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Executions.Timelines;
using Classroom.Cli.Invocation;
using Classroom.Cloud.StepFunctions;
using Spectre.Console;

namespace Classroom.Cli.Executions;

/// <summary>Prints an execution, one line for each step, while it runs or afterwards.</summary>
sealed class ExecutionPrinter
{
    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    readonly CommandContext context;
    readonly Timeline timeline;
    readonly TimelineView view;
    readonly AwsClient aws;
    readonly bool withData;
    FunctionLog? log;

    ExecutionPrinter(CommandContext context, AwsClient aws, WorkflowText text, bool withData, bool isLive)
    {
        (this.context, this.aws, this.withData) = (context, aws, withData);
        timeline = new(text, isLive);
        view = new(context.Console.Profile.Width, text.Widest);
    }

    /// <param name="withData">Whether inputs and outputs are printed whole.</param>
    public static async Task<ExecutionPrinter> OfAsync(
        CommandContext context,
        AwsClient aws,
        string execution,
        bool withData = false,
        bool isLive = false
    )
    {
        JsonNode? definition = null;
        try
        {
            var found = await aws.Operation<DescribeStateMachineForExecution>().CallAsync(new(execution)).ConfigureAwait(false);
            definition = Facts.Parse(found.Definition);
        }
        catch (AwsError)
        {
            // A workflow that was deleted has no definition any more; its histories remain for a while.
        }
        return new(context, aws, new(definition), withData, isLive);
    }

    /// <summary>The short form of the name of an execution, which other commands accept.</summary>
    public static string Short(string execution)
    {
        var name = execution.Split(':')[^1];
        return Guid.TryParse(name, out _) ? name[..8] : name;
    }

    public void Title(WorkflowInfo workflow, string execution) =>
        context.Line(
            $"[bold]{workflow.Name.EscapeMarkup()}[/] · {Short(execution).EscapeMarkup()} · "
                + (workflow.IsExpress ? "express" : "standard")
        );

    public async Task AddAsync(IEnumerable<JsonObject> events)
    {
        foreach (var json in events)
        {
            var next = HistoryEvent.OfHistory(json);
            log ??= new(aws, next.Time);
            foreach (var step in timeline.Add(next))
                Print(await log.ReadAsync(step).ConfigureAwait(false));
        }
    }

    /// <summary>Where to look for more.</summary>
    public void Hint(string execution, string option)
    {
        if (!withData)
            context.Line($"[grey]details: ./classroom history {Short(execution).EscapeMarkup()} --data{option}[/]");
    }

    void Print(Step step)
    {
        if (step.IsEnd)
            step = step with { Note = $"{Counted}{(step.Note.Length > 0 ? $"  {step.Note}" : "")}" };
        foreach (var line in view.Lines(step))
            context.Line(line);
        if (!withData)
            return;
        foreach (var (name, text) in ((string, string?)[])[("input", step.Input), ("output", step.Output)])
        {
            if (text is not null)
                foreach (var line in $"{name} {Facts.Parse(text)?.ToJsonString(Indented) ?? text}".Split('\n'))
                    context.Line($"[grey]             {line.TrimEnd('\r').EscapeMarkup()}[/]");
        }
    }

    string Counted =>
        $"{timeline.Events} events"
        + timeline.Retries switch
        {
            0 => "",
            1 => ", 1 retry",
            var many => $", {many} retries",
        };
}
