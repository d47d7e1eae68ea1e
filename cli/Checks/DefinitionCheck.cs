namespace Classroom.Cli.Checks;

/// <summary>A check of the definition of one workflow.</summary>
abstract class DefinitionCheck : Check
{
    /// <summary>The workflow, without the prefix of the student.</summary>
    protected abstract string Workflow { get; }

    protected abstract IEnumerable<string> Mistakes(Definition definition);

    public sealed override async Task<Verdict> JudgeAsync(StudentAccount student) =>
        await student.DefinitionAsync(Workflow).ConfigureAwait(false) is { } definition
            ? Verdict.Of([.. Mistakes(definition)], $"{student.Name(Workflow)} is defined like that")
            : Verdict.Blocked($"{Lab}/workflows-exist", $"there is no workflow {student.Name(Workflow)}");
}
