using Classroom.Cli.Clouds;
using Classroom.Cli.Executions;
using Classroom.Cli.Planning;
using Classroom.Cli.Runtime;
using Classroom.Cli.Stacks;

namespace Classroom.Cli.Handouts;

/// <summary>Reads what hand-outs say from the state of a class on the embedded cloud.</summary>
static class EmbeddedClass
{
    public static readonly ResourceKey Boundary = new("aws:iam/policy:Policy", "boundary");

    public static IReadOnlyList<StudentFacts> Read(StackState state, string stack, RunningCloud running)
    {
        var found = new ClassFacts(
            stack,
            running.Account,
            running.Region,
            "aws",
            running.Endpoint,
            state.Find(Boundary)?.Id
                ?? throw new CommandException(
                    $"Stack {stack} has no permissions boundary yet. `./classroom up` creates what is missing.",
                    ExitCode.Failed
                )
        );
        return
        [
            .. state.Outputs.Select(student => new StudentFacts(
                found,
                student.Key,
                [
                    .. state
                        .Resources.Where(resource => resource.Student == student.Key)
                        .Select(resource => resource.Lab)
                        .OfType<string>()
                        .Distinct(),
                ],
                OutputText.Of(state, student.Key, withSecrets: true),
                StudentKey.Find(state, student.Key)
            )),
        ];
    }
}
