namespace Classroom.Cli.Checks.EveryLab;

sealed class RolesDoNotReachNeighbours(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence => "No role of the lab may use a function, a workflow, a queue or a topic of another student.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Whose resources do the ARNs in the policies of your roles name?",
        "IAM's policy simulator answers for any role, action and resource.",
        "Look for the username of another student, and for a star in the place of the username.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var roles = await LabRoles.OfAsync(student, Parts).ConfigureAwait(false);
        if (roles.Count == 0)
            return Verdict.Blocked(FunctionsExist, "there is no role of the lab");
        var calls = await Neighbours.CallsAsync(student).ConfigureAwait(false);
        var answers = await Task.WhenAll(roles.Select(role => student.Account.SimulateAsync(role.Arn, student.Student, calls)))
            .ConfigureAwait(false);
        var mistakes = roles
            .Zip(answers)
            .SelectMany(pair =>
                pair.Second.Where(answer => answer.IsAllowed).Select(answer => $"{pair.First.Name} may {answer.Action} {answer.Resource}")
            )
            .ToList();
        return Verdict.Of(
            mistakes,
            $"{roles.Count} roles, {answers.Sum(list => list.Count)} calls of {student.Neighbour}'s resources denied"
        );
    }
}
