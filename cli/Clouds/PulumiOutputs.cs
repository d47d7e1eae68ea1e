using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Clouds;

/// <summary>The outputs of a stack on AWS, from the pulumi command.</summary>
static class PulumiOutputs
{
    /// <summary>What each student was told.</summary>
    /// <param name="folder">The folder of Pulumi.yaml.</param>
    public static async Task<JsonObject> ReadAsync(string folder, string stack, bool withSecrets, CancellationToken cancelled)
    {
        PulumiProgram.Require();
        var start = new ProcessStartInfo("pulumi", ["stack", "output", "students", "--json", "--stack", stack])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (withSecrets)
            start.ArgumentList.Add("--show-secrets");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancelled), process.StandardError.ReadToEndAsync(cancelled));
        await process.WaitForExitAsync(cancelled).ConfigureAwait(false);
        var problem = (await error.ConfigureAwait(false)).Trim();
        if (process.ExitCode != 0)
            throw new CommandException(
                $"Pulumi knows no students of the stack {stack}: {problem.TrimEnd('.')}. `./classroom up --aws` brings the class up on "
                    + "AWS.",
                ExitCode.Failed
            );
        try
        {
            if (JsonSerializer.Deserialize<JsonNode>(await output.ConfigureAwait(false)) is JsonObject students)
                return students;
        }
        catch (JsonException)
        {
            // Told below.
        }
        throw new CommandException(
            $"Pulumi's output 'students' of the stack {stack} is not an object of students. `pulumi up` with this version of the program "
                + "writes it anew.",
            ExitCode.Failed
        );
    }
}
