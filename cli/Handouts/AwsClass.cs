using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Classroom.Cli.Executions;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;

namespace Classroom.Cli.Handouts;

/// <summary>Reads what hand-outs say from the outputs that Pulumi has of a class on AWS.</summary>
static partial class AwsClass
{
    /// <param name="plan">The class as the settings describe it: the outputs do not name the labs.</param>
    public static async Task<IReadOnlyList<StudentFacts>> ReadAsync(
        Repository repository,
        StackFile file,
        ClassPlan plan,
        CancellationToken cancelled
    )
    {
        var outputs = await OutputsAsync(repository, file.Stack, cancelled).ConfigureAwait(false);
        var (partition, account) = Arn().Match(outputs.ToJsonString()) is { Success: true } arn
            ? (arn.Groups[1].Value, arn.Groups[2].Value)
            : throw NoStudents(file.Stack);
        var boundary = (string)plan.Of(EmbeddedClass.Boundary).Single().Inputs["name"]!;
        var found = new ClassFacts(
            file.Stack,
            account,
            file.Region,
            partition,
            Endpoint: null,
            $"arn:{partition}:iam::{account}:policy/{boundary}"
        );
        return
        [
            .. outputs.Select(student => new StudentFacts(
                found,
                student.Key,
                [
                    .. plan
                        .Resources.Where(resource => resource.Student == student.Key)
                        .Select(resource => resource.Lab)
                        .OfType<string>()
                        .Distinct(),
                ],
                (JsonObject)student.Value!,
                KeyOf(student.Key, (JsonObject)student.Value!)
            )),
        ];
    }

    static StudentKey? KeyOf(string student, JsonObject outputs) =>
        (string?)outputs["access_key_id"] is { } id && (string?)outputs["secret_access_key"] is { } secret
            ? new(student, id, secret, null)
            : null;

    /// <summary>One secret makes the whole output a secret for Pulumi, so all are asked for, and the command leaves them out.</summary>
    static async Task<JsonObject> OutputsAsync(Repository repository, string stack, CancellationToken cancelled)
    {
        var pulumi =
            SearchPath.Find("pulumi")
            ?? throw new CommandException(
                "The pulumi command is not installed, and only it knows the outputs of a class on AWS. "
                    + "https://www.pulumi.com/docs/install/ explains how to install it."
            );
        using var process = Process.Start(
            new ProcessStartInfo(pulumi, ["stack", "output", "students", "--json", "--show-secrets", "--stack", stack])
            {
                WorkingDirectory = repository.Folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        var text = await process.StandardOutput.ReadToEndAsync(cancelled).ConfigureAwait(false);
        await process.WaitForExitAsync(cancelled).ConfigureAwait(false);
        if (process.ExitCode != 0)
            throw new CommandException(
                $"`pulumi stack output students --stack {stack}` failed; its message is above. `pulumi up` creates the class.",
                ExitCode.Failed
            );
        return JsonSerializer.Deserialize<JsonObject>(text) is { Count: > 0 } students ? students : throw NoStudents(stack);
    }

    static CommandException NoStudents(string stack) =>
        new($"Stack {stack} has no student on AWS. `./classroom up --aws --stack {stack}` creates the class.", ExitCode.Failed);

    [GeneratedRegex(@"arn:(aws[a-z-]*):[a-z]+:[a-z0-9-]*:(\d{12}):")]
    private static partial Regex Arn();
}
