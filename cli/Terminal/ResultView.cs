using System.Text.Json.Nodes;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;
using Spectre.Console;

namespace Classroom.Cli.Terminal;

/// <summary>Shows the result of a change set.</summary>
static class ResultView
{
    const int MostListed = 20;

    public static ExitCode Show(CommandContext context, ChangeSet changes, Result result, TimeSpan took, string again)
    {
        foreach (var failure in result.Failures.Take(MostListed))
        {
            var whose = failure.Change.Student is { } student ? $"{student}: " : "";
            context.Line(
                $"[red]✗[/] {whose.EscapeMarkup()}{failure.Change.Key.ShortType.EscapeMarkup()} {failure.Change.Key.Name.EscapeMarkup()}"
            );
            context.Line($"  {failure.Reason.EscapeMarkup()}");
        }
        if (result.Failures.Length > MostListed)
            context.Line($"  … and {result.Failures.Length - MostListed} more");
        var done = changes.Real.Count() - result.Failures.Length - result.Skipped;
        if (result.IsWhole)
        {
            context.Line($"[green]Done[/]: {Count(changes)} in {took.TotalSeconds:0.0} s.");
            return ExitCode.Done;
        }
        context.Line(
            $"{done} done, {result.Failures.Length} failed, {result.Skipped} skipped because they need a failed resource. `./classroom "
                + $"{again}` continues from here."
        );
        return ExitCode.Failed;
    }

    public static JsonObject Json(ChangeSet changes, Result result, TimeSpan took) =>
        new()
        {
            ["done"] = changes.Real.Count() - result.Failures.Length - result.Skipped,
            ["failed"] = new JsonArray([
                .. result.Failures.Select(failure =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["student"] = failure.Change.Student,
                            ["type"] = failure.Change.Key.Type,
                            ["name"] = failure.Change.Key.Name,
                            ["reason"] = failure.Reason,
                        }
                ),
            ]),
            ["skipped"] = result.Skipped,
            ["seconds"] = Math.Round(took.TotalSeconds, 3),
        };

    static string Count(ChangeSet changes)
    {
        var parts = new[]
        {
            (ChangeKind.Create, "created"),
            (ChangeKind.Update, "updated"),
            (ChangeKind.Replace, "replaced"),
            (ChangeKind.Delete, "deleted"),
        }
            .Select(kind => (Count: changes.Count(kind.Item1), Word: kind.Item2))
            .Where(kind => kind.Count > 0)
            .Select(kind => $"{kind.Count} {kind.Word}")
            .Concat(changes.Moved.Any() ? [$"{changes.Moved.Count()} moved to another stack"] : Array.Empty<string>());
        return string.Join(", ", parts);
    }
}
