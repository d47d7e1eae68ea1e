using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Spectre.Console;

namespace Classroom.Cli.Terminal;

/// <summary>Shows a change set: one line for each student, and the changed inputs while the list is short enough to read.</summary>
static class PlanView
{
    const int MostListed = 12;

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
        ShowMoves(console, changes);
        // What is created or removed is counted above; what changes is named.
        var listed = changes.Real.Where(change => withDifferences || change.Kind is ChangeKind.Update or ChangeKind.Replace).ToList();
        if (!withDifferences && changes.Real.Count() <= MostListed)
            listed = [.. changes.Real];
        foreach (var change in withDifferences ? listed : listed.Take(MostListed))
            ShowOne(console, change, withDifferences);
        if (withDifferences || !changes.Real.Any())
            return;
        console.MarkupLine(
            listed.Count > MostListed
                ? $"[grey]  … and {listed.Count - MostListed} more; --diff shows all[/]"
                : "[grey]  details: --diff[/]"
        );
    }

    /// <summary>The numbers by student, then by lab. Students with the same numbers share a line.</summary>
    public static void ShowCounts(IAnsiConsole console, ChangeSet changes)
    {
        var students = new Listing(["", .. Kinds.Select(kind => $" {kind.Header}"), ""]);
        var groups = changes
            .All.GroupBy(change => change.Student)
            .Select(group => (Student: group.Key, Numbers: Numbers(group)))
            .OrderBy(entry => entry.Student is not null)
            .ThenBy(entry => entry.Student ?? "", Usernames.Natural)
            .GroupBy(entry => (entry.Student is null, string.Join(' ', entry.Numbers)));
        foreach (var group in groups)
        {
            var names = group.Select(entry => entry.Student ?? ClassName).ToList();
            students.Add("grey", [NamesOf(names), .. group.First().Numbers, names.Count > 1 ? "each" : ""]);
        }
        students.Write(console);
        var labs = changes
            .Real.Where(change => change.Lab is not null)
            .GroupBy(change => change.Lab!)
            .OrderBy(lab => lab.Key, StringComparer.Ordinal);
        var byLab = string.Join(", ", labs.Select(lab => $"{lab.Key} {lab.Count()}"));
        if (byLab.Length > 0)
            console.MarkupLine($"[grey]  by lab: {byLab.EscapeMarkup()}[/]");
    }

    /// <summary>Who goes from one stack to another: nothing is deleted or made for that.</summary>
    static void ShowMoves(IAnsiConsole console, ChangeSet changes)
    {
        foreach (var (from, to, students) in MovesOf(changes))
            console.MarkupLine(
                $"  from the stack {from.EscapeMarkup()} to {to.EscapeMarkup()}: {Usernames.Some(students).EscapeMarkup()}, with all that "
                    + $"{(students.Count == 1 ? "the student has" : "they have")}"
            );
    }

    static IEnumerable<(string From, string To, IReadOnlyList<string> Students)> MovesOf(ChangeSet changes) =>
        changes
            .Moved.GroupBy(change => (From: change.Before!.Stack, To: change.Planned!.Stack))
            .OrderBy(group => group.Key.To, Usernames.Natural)
            .ThenBy(group => group.Key.From, Usernames.Natural)
            .Select(group =>
                (
                    group.Key.From,
                    group.Key.To,
                    (IReadOnlyList<string>)[.. group.Select(change => change.Student ?? ClassName).Distinct().Order(Usernames.Natural)]
                )
            );

    static readonly (ChangeKind Kind, string Header)[] Kinds =
    [
        (ChangeKind.Create, "create"),
        (ChangeKind.Update, "update"),
        (ChangeKind.Replace, "replace"),
        (ChangeKind.Delete, "delete"),
        (ChangeKind.Same, "unchanged"),
    ];

    static string[] Numbers(IEnumerable<Change> changes)
    {
        var counts = changes.CountBy(change => change.Kind).ToDictionary();
        return [.. Kinds.Select(kind => counts.TryGetValue(kind.Kind, out var count) ? $"{count}" : "")];
    }

    static string NamesOf(List<string> names) =>
        names.Count switch
        {
            1 => names[0],
            2 or 3 => string.Join(", ", names),
            _ => $"{names[0]} … {names[^1]} ({names.Count})",
        };

    public static JsonObject Json(ChangeSet changes) =>
        new()
        {
            ["create"] = changes.Count(ChangeKind.Create),
            ["update"] = changes.Count(ChangeKind.Update),
            ["replace"] = changes.Count(ChangeKind.Replace),
            ["delete"] = changes.Count(ChangeKind.Delete),
            ["unchanged"] = changes.Count(ChangeKind.Same),
            ["moved"] = new JsonArray([
                .. MovesOf(changes)
                    .SelectMany(move =>
                        move.Students.Select(student =>
                            (JsonNode)
                                new JsonObject
                                {
                                    ["student"] = student,
                                    ["from"] = move.From,
                                    ["to"] = move.To,
                                }
                        )
                    ),
            ]),
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
}
