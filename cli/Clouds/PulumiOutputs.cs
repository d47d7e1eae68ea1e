using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Clouds;

/// <summary>The outputs of a class on AWS, from the pulumi command.</summary>
static class PulumiOutputs
{
    /// <summary>What each student was told.</summary>
    /// <param name="folder">The folder of Pulumi.yaml.</param>
    /// <param name="hasCohorts">Whether the students are in several stacks; it is found out in which one each student is.</param>
    public static async Task<JsonObject> ReadAsync(
        string folder,
        string stack,
        bool hasCohorts,
        bool withSecrets,
        CancellationToken cancelled
    )
    {
        if (!hasCohorts)
            return await StudentsAsync(folder, stack, withSecrets, cancelled).ConfigureAwait(false);
        var stacks = await PulumiStacks.NamesAsync(folder, stack, cancelled).ConfigureAwait(false);
        if (stacks.Count == 0)
            throw Unknown(stack, "there is no such stack");
        var parts = await Task.WhenAll(stacks.Select(name => OfStackAsync(folder, name, withSecrets, cancelled))).ConfigureAwait(false);
        var all = new JsonObject();
        foreach (var (student, told) in parts.SelectMany(part => part))
            all[student] = told?.DeepClone();
        return all;
    }

    static async Task<JsonObject> StudentsAsync(string folder, string stack, bool withSecrets, CancellationToken cancelled)
    {
        var answer = await AskAsync(folder, ["stack", "output", "students"], stack, withSecrets, cancelled).ConfigureAwait(false);
        return answer.Code != 0 ? throw Unknown(stack, answer.Error.TrimEnd('.')) : Parse(answer.Out) ?? throw Odd(stack);
    }

    /// <summary>The students of one of several stacks: a stack that was never brought up has no outputs, and no students.</summary>
    static async Task<JsonObject> OfStackAsync(string folder, string stack, bool withSecrets, CancellationToken cancelled)
    {
        var answer = await AskAsync(folder, ["stack", "output"], stack, withSecrets, cancelled).ConfigureAwait(false);
        if (answer.Code != 0)
            throw Unknown(stack, answer.Error.TrimEnd('.'));
        var outputs = Parse(answer.Out) ?? throw Odd(stack);
        return outputs.ContainsKey("students") ? outputs["students"] as JsonObject ?? throw Odd(stack) : [];
    }

    static Task<PulumiAnswer> AskAsync(string folder, string[] what, string stack, bool withSecrets, CancellationToken cancelled) =>
        PulumiProgram.AskAsync(
            folder,
            [.. what, "--json", "--stack", stack, .. withSecrets ? ["--show-secrets"] : Array.Empty<string>()],
            cancelled
        );

    static JsonObject? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonNode>(text) as JsonObject;
        }
        catch (JsonException)
        {
            // The caller says that the output is not an object.
            return null;
        }
    }

    static CommandException Unknown(string stack, string problem) =>
        new(
            $"Pulumi knows no students of the stack {stack}: {problem}. `./classroom up --aws` brings the class up on AWS.",
            ExitCode.Failed
        );

    static CommandException Odd(string stack) =>
        new(
            $"Pulumi's output 'students' of the stack {stack} is not an object of students. `pulumi up` with this version of the program "
                + "writes it anew.",
            ExitCode.Failed
        );
}
