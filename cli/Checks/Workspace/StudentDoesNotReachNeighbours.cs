using Classroom.Cli.Checks.EveryLab;

namespace Classroom.Cli.Checks.Workspace;

sealed class StudentDoesNotReachNeighbours(IReadOnlyList<LabParts> labs) : WorkspaceCheck(labs)
{
    public override string Sentence => "The student's own identity may not use anything of another student.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "The instructor gives the permissions of this identity; a mistake here is not yours.",
        "Tell the instructor which call of another student's resource worked.",
        "`./classroom up --refresh` restores the policies of the class.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        if (student.Identity is not { } identity)
            return Verdict.NotAsked("the class gives students no access");
        var calls = await Neighbours.CallsAsync(student).ConfigureAwait(false);
        var number = await student.Account.NumberAsync().ConfigureAwait(false);
        try
        {
            var answers = await student
                .Account.SimulateAsync($"arn:aws:iam::{number}:{identity}", student.Student, calls)
                .ConfigureAwait(false);
            var mistakes = answers
                .Where(answer => answer.IsAllowed)
                .Select(answer => $"{answer.Action} on {answer.Resource} is allowed")
                .ToList();
            return Verdict.Of(mistakes, $"{answers.Count} calls of {student.Neighbour}'s resources denied");
        }
        catch (Calls.AwsError error) when (error.IsNotFound)
        {
            return Verdict.Open($"there is no {identity}");
        }
    }
}
