using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Planning;
using Classroom.Cli.Stacks;
using Spectre.Console;

namespace Classroom.Cli.Terminal;

/// <summary>Shows a change set: one line for each student, and the changed inputs while the list is short enough to read.</summary>
static class PlanView
{
    const int MostListed = 40;

    public const string ClassName = "the class";

    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Show(IAnsiConsole console, ChangeSet changes, bool withDifferences)
    {
        if (changes.IsEmpty)
        {
            console.MarkupLine($"[green]Nothing to do[/]: all {changes.All.Length} resources are as the program wants them.");
            return;
        }
        ShowCounts(console, changes);
        var listsCreated = withDifferences || changes.Count(ChangeKind.Create) <= MostListed / 4;
        var listed = changes.Real.Where(change => listsCreated || change.Kind != ChangeKind.Create).ToList();
        foreach (var change in withDifferences ? listed : listed.Take(MostListed))
            ShowOne(console, change, withDifferences);
        if (!withDifferences && listed.Count > MostListed)
            console.MarkupLine($"[grey]… and {listed.Count - MostListed} more; --diff shows all[/]");
    }

    public static void ShowCounts(IAnsiConsole console, ChangeSet changes)
    {
        var table = new Table { Border = console.Profile.Capabilities.Ansi ? TableBorder.Rounded : TableBorder.None }
            .AddColumn("")
            .AddColumn("create")
            .AddColumn("update")
            .AddColumn("replace")
            .AddColumn("delete")
            .AddColumn("unchanged");
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        foreach (
            var group in changes
                .All.GroupBy(change => change.Student)
                .OrderBy(group => group.Key is not null)
                .ThenBy(group => group.Key, StringComparer.Ordinal)
        )
            table.AddRow(
                group.Key ?? ClassName,
                Number(group, ChangeKind.Create, "green"),
                Number(group, ChangeKind.Update, "yellow"),
                Number(group, ChangeKind.Replace, "magenta"),
                Number(group, ChangeKind.Delete, "red"),
                Number(group, ChangeKind.Same, "grey")
            );
        console.Write(table);
    }

    public static JsonObject Json(ChangeSet changes) =>
        new()
        {
            ["create"] = changes.Count(ChangeKind.Create),
            ["update"] = changes.Count(ChangeKind.Update),
            ["replace"] = changes.Count(ChangeKind.Replace),
            ["delete"] = changes.Count(ChangeKind.Delete),
            ["unchanged"] = changes.Count(ChangeKind.Same),
            ["changes"] = new JsonArray([
                .. changes.Real.Select(change =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["kind"] = Word(change.Kind),
                            ["type"] = change.Key.Type,
                            ["name"] = change.Key.Name,
                            ["urn"] = change.Planned?.Urn ?? change.Before!.Urn,
                            ["student"] = change.Student,
                            ["lab"] = change.Lab,
                            ["inputs"] = new JsonArray([.. change.Inputs.Select(input => (JsonNode)input.Name)]),
                        }
                ),
            ]),
        };

    public static string Word(ChangeKind kind) => kind.ToString().ToLowerInvariant();

    static void ShowOne(IAnsiConsole console, Change change, bool withDifferences)
    {
        var (sign, colour) = change.Kind switch
        {
            ChangeKind.Create => ("+", "green"),
            ChangeKind.Update => ("~", "yellow"),
            ChangeKind.Replace => ("±", "magenta"),
            ChangeKind.Delete => ("-", "red"),
            ChangeKind.Same => (" ", "grey"),
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
        var inputs = change.Kind is ChangeKind.Update or ChangeKind.Replace
            ? $" [grey]{string.Join(", ", change.Inputs.Select(input => input.Name)).EscapeMarkup()}[/]"
            : "";
        console.MarkupLine($"  [{colour}]{sign}[/] {change.Key.ShortType.EscapeMarkup()} {change.Key.Name.EscapeMarkup()}{inputs}");
        if (!withDifferences)
            return;
        foreach (var input in change.Inputs)
        {
            if (input.Before is not null)
                ShowValue(console, "-", "red", input.Name, input.Before);
            if (input.After is not null)
                ShowValue(console, "+", "green", input.Name, input.After);
        }
    }

    static void ShowValue(IAnsiConsole console, string sign, string colour, string name, JsonNode value)
    {
        var known = Placeholder.Fill(value, (key, output) => $"<{output} of {key.Name}, known after up>")!;
        var text = known is JsonValue single && single.TryGetValue<string>(out var plain) ? Readable(plain) : known.ToJsonString(Indented);
        foreach (var (line, index) in text.Split('\n').Select((line, index) => (line, index)))
            console.MarkupLine(
                $"      [{colour}]{sign} "
                    + $"{(index == 0 ? $"{name}: " : new string(' ', name.Length + 2)).EscapeMarkup()}{line.EscapeMarkup()}[/]"
            );
    }

    /// <summary>A JSON document in a text, line by line.</summary>
    static string Readable(string text)
    {
        if (text is not ['{' or '[', ..])
            return text;
        try
        {
            return JsonNode.Parse(text)!.ToJsonString(Indented);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    static string Number(IEnumerable<Change> changes, ChangeKind kind, string colour) =>
        changes.Count(change => change.Kind == kind) is > 0 and var count ? $"[{colour}]{count}[/]" : "";
}
