using System.CommandLine;
using System.Text.Json.Nodes;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Storage;
using Spectre.Console;

namespace Classroom.Cli.Commands;

sealed class CloudQuery : CliCommand
{
    readonly Argument<string?> sql = new("sql")
    {
        Description = "A SELECT; without it, the views and their columns are listed",
        Arity = ArgumentArity.ZeroOrOne,
    };
    readonly Option<bool> json = Json();

    public override string Path => "cloud query";

    public override CommandGroup Group => CommandGroup.Cloud;

    public override string Description => "Query the embedded cloud's data with SQL, read-only, whether the cloud runs or not";

    public override IReadOnlyList<string> Examples =>
        ["cloud query", "cloud query \"select name, status, seconds from executions order by started desc limit 10\""];

    protected override bool TakesStack => false;

    protected override void Define(Command command)
    {
        command.Arguments.Add(sql);
        command.Options.Add(json);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult given, CommandContext context, CancellationToken cancelled)
    {
        using var query = new Query(context.Paths.CloudData, AppPaths.CloudDatabase);
        if (given.GetValue(sql) is not { } question)
        {
            ShowViews(context, query);
            return ExitCode.Done;
        }
        try
        {
            var rows = query.Ask(question);
            if (given.GetValue(json))
                await PrintJsonAsync(context, rows, cancelled).ConfigureAwait(false);
            else
                Show(context, [.. rows]);
            return ExitCode.Done;
        }
        catch (QueryException mistake)
        {
            throw new CommandException(
                $"{mistake.Message}. The views are {string.Join(", ", query.Views().Select(view => view.Name))}; "
                    + $"`./classroom cloud query` lists their columns."
            );
        }
    }

    static void ShowViews(CommandContext context, Query query)
    {
        foreach (var (name, columns) in query.Views())
            context.Line($"[bold]{name.EscapeMarkup()}[/] {string.Join(", ", columns).EscapeMarkup()}");
    }

    static void Show(CommandContext context, List<string?[]> rows)
    {
        var table = new Table { Border = context.Console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.None };
        foreach (var column in rows[0])
            table.AddColumn(column!.EscapeMarkup());
        foreach (var row in rows.Skip(1))
            table.AddRow([.. row.Select(value => (value ?? "").EscapeMarkup())]);
        context.Console.Write(table);
        context.Line($"[grey]{rows.Count - 1} {(rows.Count == 2 ? "row" : "rows")}[/]");
    }

    /// <summary>A line a row: a long answer is not held.</summary>
    static async Task PrintJsonAsync(CommandContext context, IEnumerable<string?[]> rows, CancellationToken cancelled)
    {
        string?[]? names = null;
        foreach (var row in rows)
        {
            cancelled.ThrowIfCancellationRequested();
            if (names is null)
                names = row;
            else
                await context
                    .Plain.WriteLineAsync(
                        new JsonObject(names.Zip(row, (name, value) => KeyValuePair.Create(name!, (JsonNode?)value))).ToJsonString()
                    )
                    .ConfigureAwait(false);
        }
    }
}
