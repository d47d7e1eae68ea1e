using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Runtime;
using Classroom.Settings;

namespace Classroom.Cli.Clouds;

/// <summary>A student in Pulumi's state: the component that has all resources of the student.</summary>
sealed record StudentInStack(string Student, string Stack, string Urn);

/// <summary>The stacks of a class that Pulumi knows, and who is in them.</summary>
static class PulumiStacks
{
    const string Workspace = "classroom:index:StudentWorkspace";

    /// <summary>The stack of the class, and those of its cohorts in the order of their numbers.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(string folder, string stack, CancellationToken cancelled)
    {
        var answer = await RequiredAsync(folder, ["stack", "ls", "--json"], cancelled).ConfigureAwait(false);
        return
        [
            .. Parse(answer.Out, "stack ls")
                .AsArray()
                .Select(known => ((string)known!["name"]!).Split('/')[^1])
                .Where(name => name == stack || CohortStack.Parse(name)?.BaseStack == stack)
                .OrderBy(name => CohortStack.Parse(name)?.Cohort ?? 0),
        ];
    }

    public static Task InitAsync(string folder, string stack, CancellationToken cancelled) =>
        RequiredAsync(folder, ["stack", "init", stack, "--no-select"], cancelled);

    /// <summary>The students of a stack, as its state has them: its outputs may be older than an interrupted change.</summary>
    public static async Task<IReadOnlyList<StudentInStack>> StudentsAsync(string folder, string stack, CancellationToken cancelled)
    {
        var answer = await RequiredAsync(folder, ["stack", "export", "--stack", stack], cancelled).ConfigureAwait(false);
        var resources = Parse(answer.Out, "stack export")["deployment"]?["resources"] as JsonArray ?? [];
        return
        [
            .. resources
                .Where(resource => (string?)resource!["type"] == Workspace)
                .Select(resource => (string)resource!["urn"]!)
                .Select(urn => new StudentInStack(urn.Split("::")[^1], stack, urn)),
        ];
    }

    /// <summary>Moves students with everything they have to another stack. Only Pulumi's state changes.</summary>
    public static Task MoveAsync(string folder, string from, string to, IEnumerable<string> urns, CancellationToken cancelled) =>
        RequiredAsync(folder, ["state", "move", "--source", from, "--dest", to, "--yes", .. urns], cancelled);

    static async Task<PulumiAnswer> RequiredAsync(string folder, IReadOnlyList<string> arguments, CancellationToken cancelled)
    {
        var answer = await PulumiProgram.AskAsync(folder, arguments, cancelled).ConfigureAwait(false);
        return answer.Code == 0
            ? answer
            : throw new CommandException(
                $"`pulumi {string.Join(' ', arguments.TakeWhile(argument => !argument.StartsWith("urn:", StringComparison.Ordinal)))}` "
                    + $"failed: {answer.Error}",
                ExitCode.Failed
            );
    }

    static JsonNode Parse(string text, string command)
    {
        try
        {
            return JsonNode.Parse(text)!;
        }
        catch (JsonException mistake)
        {
            throw new CommandException($"`pulumi {command}` printed no JSON: {mistake.Message}", ExitCode.Failed);
        }
    }
}
