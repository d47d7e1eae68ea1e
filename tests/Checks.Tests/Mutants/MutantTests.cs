using Classroom.Checks.Tests.Mutants.Resources;
using Classroom.Cli.Checks;

namespace Classroom.Checks.Tests.Mutants;

/// <summary>Each mutant is applied to a right solution: the check meant for it finds it, and no independent check fails.</summary>
sealed class MutantTests
{
    public static IEnumerable<Mutant> All =>
        [
            .. OrdersMutants.All,
            .. PipelineMutants.All,
            .. InventoryMutants.All,
            .. EventsMutants.All,
            .. GreetingMutants.All,
            .. OrdersResources.All,
            .. GreetingResources.All,
            .. InventoryResources.All,
            .. EventsResources.All,
            .. PipelineResources.All,
            .. WorkspaceResources.All,
        ];

    [Test]
    public void There_are_at_least_sixty_with_names_of_their_own()
    {
        Assert.That(All.Count(), Is.GreaterThanOrEqualTo(60));
        Assert.That(All.Select(mutant => mutant.Name), Is.Unique);
    }

    [TestCaseSource(nameof(All))]
    public async Task Is_found_by_the_check_meant_for_it(Mutant mutant)
    {
        var student = mutant.DeletesExecutions ? CheckedClassroom.Fresh : CheckedClassroom.Done;
        var before = mutant.DeletesExecutions ? await CheckedClassroom.GradeAsync(student) : CheckedClassroom.Full;
        Grade after;
        await using (var damage = new Damage(CheckedClassroom.Aws, student))
        {
            await mutant.Apply(damage);
            after = await CheckedClassroom.GradeAsync(student);
        }

        var passed = before.Checks.Where(judged => judged.IsPassed).Select(judged => judged.Check.Id).ToHashSet();
        var fallen = after.Checks.Where(judged => passed.Contains(judged.Check.Id) && !judged.IsPassed).ToList();
        string[] expected = [mutant.Catcher, .. mutant.Also];
        Assert.That(
            fallen.Where(judged => judged.Verdict.Outcome != CheckOutcome.Blocked).Select(judged => judged.Check.Id),
            Is.EquivalentTo(expected),
            string.Join("\n", fallen.Select(judged => $"{judged.Check.Id}: {judged.Verdict.Outcome}: {judged.Verdict.Found}"))
        );
        Assert.That(
            fallen.Where(judged => judged.Verdict.Outcome == CheckOutcome.Blocked).Select(judged => judged.Verdict.BlockedBy).Distinct(),
            Is.SubsetOf(expected),
            "a check may be blocked only by one that found the mutant"
        );
    }

    [OneTimeTearDown]
    public async Task The_solution_is_right_again()
    {
        var grade = await CheckedClassroom.GradeAsync(CheckedClassroom.Done);
        Assert.That(
            grade.Checks.Where(judged => !judged.IsPassed && !judged.Check.IsExercise).Select(judged => judged.Check.Id),
            Is.Empty,
            "a mutant was not undone"
        );
    }
}
