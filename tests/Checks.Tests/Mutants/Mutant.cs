namespace Classroom.Checks.Tests.Mutants;

/// <summary>One thing that a student can have done wrong in a solution that is otherwise right.</summary>
/// <param name="Catcher">The check that is meant for it.</param>
/// <param name="Also">The checks that depend on the same thing, and must fail too.</param>
sealed record Mutant(string Name, string Catcher, Func<Damage, Task> Apply, params string[] Also)
{
    /// <summary>Whether the damage is done to the student without executions, because it deletes executions.</summary>
    public bool DeletesExecutions { get; init; }

    public override string ToString() => Name;
}
