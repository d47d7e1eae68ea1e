using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cli.Clouds;
using Classroom.Cli.Invocation;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;

namespace Classroom.Cli.Executions;

/// <summary>A class that is up, here or on AWS: its students, what they were told, and a client with the instructor's rights.</summary>
sealed class ClassView : IDisposable
{
    readonly StackState? state;
    readonly JsonObject? told;

    ClassView(AwsClient aws, IEnumerable<string> students, StackState? state, JsonObject? told)
    {
        (Aws, this.state, this.told) = (aws, state, told);
        Students = [.. students.Distinct().Order(Usernames.Natural)];
    }

    public AwsClient Aws { get; }

    public IReadOnlyList<string> Students { get; }

    /// <summary>The state of the stack; null for a class on AWS, whose state Pulumi has.</summary>
    public StackState? State => state;

    public bool IsOnAws => state is null;

    public static async Task<ClassView> OpenAsync(CommandContext context, string stack, bool isOnAws, CancellationToken cancelled = default)
    {
        if (isOnAws)
        {
            var file = context.Stack(stack);
            var outputs = await PulumiOutputs
                .ReadAsync(context.Repository.Folder, stack, file.HasCohorts, withSecrets: false, cancelled)
                .ConfigureAwait(false);
            return new(
                new(new AmazonTarget(file.Region, context.Clock), context.Clock),
                outputs.Select(student => student.Key),
                null,
                outputs
            );
        }
        var state = context.Look(stack);
        try
        {
            var students = state.Resources.Select(resource => resource.Student).OfType<string>().ToList();
            return students.Count == 0
                ? throw new CommandException("No student is up. `./classroom up` brings the class up.")
                : new(RunningCloud.Required(context.Paths).Client(context.Clock), students, state, null);
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>A student's outputs; secrets are hidden.</summary>
    public JsonObject OutputsOf(string student) =>
        state is not null ? OutputText.Of(state, student, withSecrets: false) : told![student] as JsonObject ?? [];

    /// <summary>One student, who must be named if there are several.</summary>
    public string Choose(string? student)
    {
        if (student is null)
            return Students.Count == 1
                ? Students[0]
                : throw new CommandException(
                    $"There are {Students.Count} students. Choose one with --student: {Usernames.Some(Students)}."
                );
        return Students.Contains(student) ? student : throw Usernames.Unknown(student, Students);
    }

    public void Dispose()
    {
        Aws.Dispose();
        state?.Dispose();
    }
}
