using Classroom.Infra.Tests.Planning;

namespace Classroom.Infra.Tests;

public sealed class ClassPlanTests
{
    [Test]
    public async Task A_student_with_everything_gets_no_more_than_110_resources([Values("none", "role", "user")] string access)
    {
        var plan = await ClassPlan.With(new() { ["students"] = new[] { "user1" }, ["access"] = access });

        Assert.That(plan.OfStudent("user1").Count(), Is.LessThanOrEqualTo(110));
    }

    [TestCase("orders")]
    [TestCase("pipeline")]
    [TestCase("inventory")]
    [TestCase("events")]
    [TestCase("greeting")]
    public async Task A_lab_makes_exactly_these_resources(string lab)
    {
        var plan = await ClassPlan.With(new() { ["students"] = new[] { "user1" }, ["labs"] = new[] { lab } });

        Approval.Verify($"{lab}.resources.txt", string.Join('\n', plan.Resources.Select(resource => $"{resource.Type}  {resource.Name}")));
    }
}
