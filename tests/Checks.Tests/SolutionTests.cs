using Classroom.Cli.Checks;

namespace Classroom.Checks.Tests;

sealed class SolutionTests
{
    [Test]
    public void An_empty_account_gets_no_points()
    {
        Assert.That(CheckedClassroom.OnEmptyAccount.Score, Is.Zero);
        Assert.That(CheckedClassroom.OnEmptyAccount.Checks.Where(judged => judged.IsPassed).Select(judged => judged.Check.Id), Is.Empty);
        Assert.That(
            CheckedClassroom.OnEmptyAccount.Checks.Where(judged => judged.Verdict.Outcome == CheckOutcome.Failed).Select(Told),
            Is.Empty,
            "what is not there yet is open, not wrong"
        );
    }

    [Test]
    public void The_provisioned_labs_with_all_exercises_get_full_marks()
    {
        Assert.That(CheckedClassroom.Full.Checks.Where(judged => !judged.IsPassed).Select(Told), Is.Empty);
        Assert.That(CheckedClassroom.Full.Score, Is.EqualTo(100));
    }

    [Test]
    public void An_exercise_that_was_not_done_is_open_and_everything_else_of_the_provisioned_labs_passes()
    {
        var grade = CheckedClassroom.OnProvisionedLabs;
        Assert.Multiple(() =>
        {
            Assert.That(grade.Checks.Where(judged => !judged.Check.IsExercise && !judged.IsPassed).Select(Told), Is.Empty);
            Assert.That(
                grade.Checks.Where(judged => judged.Check.IsExercise && judged.Verdict.Outcome != CheckOutcome.Open).Select(Told),
                Is.Empty
            );
            Assert.That(grade.Checks.Count(judged => judged.Check.IsExercise), Is.GreaterThan(40));
        });
    }

    static string Told(Judged judged) => $"{judged.Check.Id}: {judged.Verdict.Outcome}: {judged.Verdict.Found}";
}
