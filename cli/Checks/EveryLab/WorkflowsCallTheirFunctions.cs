namespace Classroom.Cli.Checks.EveryLab;

sealed class WorkflowsCallTheirFunctions(LabParts parts) : EveryLabCheck(parts)
{
    public override string Sentence =>
        "The states of every workflow call the functions of the student that the guide names, and no others.";

    public override IReadOnlyList<string> Hints { get; } =
    [
        "Follow each Task state of the definition to the function that it calls.",
        "A placeholder of the guide may still be in the definition, or the username of somebody else.",
        "Compare the ARNs in the definition with those that `aws lambda list-functions` shows.",
    ];

    public override async Task<Verdict> JudgeAsync(StudentAccount student)
    {
        var mistakes = new List<string>();
        var count = 0;
        foreach (var part in Parts.Workflows)
        {
            if (await student.DefinitionAsync(part.Name).ConfigureAwait(false) is not { } definition)
                continue;
            count++;
            mistakes.AddRange(Mistakes(part, definition, student));
        }
        return count == 0 ? Verdict.Blocked(WorkflowsExist, "there is no workflow") : Verdict.Of(mistakes, $"{count} definitions");
    }

    static IEnumerable<string> Mistakes(WorkflowPart part, Definition definition, StudentAccount student)
    {
        var expected = part.Calls.Select(student.Name).ToHashSet(StringComparer.Ordinal);
        var called = definition.States.Values.Select(Definition.FunctionOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var function in expected.Except(called))
            yield return $"{student.Name(part.Name)} does not call {function}";
        foreach (var function in called.Except(expected))
            yield return $"{student.Name(part.Name)} calls {function}";
        foreach (var (state, function) in part.Tasks)
            if (
                definition.Find(state) is { } found
                && Definition.FunctionOf(found) is { } actual
                && expected.Contains(actual)
                && actual != student.Name(function)
            )
                yield return $"{state} of {student.Name(part.Name)} calls {actual}";
    }
}
