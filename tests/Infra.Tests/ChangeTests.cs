using Classroom.Infra.Tests.Planning;

namespace Classroom.Infra.Tests;

/// <summary>What a change of the settings touches, and what it leaves alone.</summary>
public sealed class ChangeTests
{
    [Test]
    public async Task The_same_settings_give_the_same_plan_byte_for_byte()
    {
        var first = PlanText.Of(await ClassPlan.Of("user1", "user2"));
        var second = PlanText.Of(await ClassPlan.Of("user1", "user2"));

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public async Task The_order_of_the_roster_does_not_matter()
    {
        var oneWay = PlanText.Of(await ClassPlan.Of("user1", "user10", "anna"));
        var theOther = PlanText.Of(await ClassPlan.Of("anna", "user10", "user1"));

        Assert.That(theOther, Is.EqualTo(oneWay));
    }

    [Test]
    public async Task Adding_a_student_adds_and_touches_nothing_else(
        [Values("student", "class", "none")] string dashboard,
        [Values("none", "role", "user")] string access
    )
    {
        var before = await With("user1", "user2");
        var after = await With("user1", "user11", "user2");

        Assert.That(Texts(before), Is.SubsetOf(Texts(after)));
        Assert.That(
            after.Resources.Except(before.Resources, ByText.Instance),
            Is.All.Matches<PlannedResource>(resource => resource!.BelongsTo("user11"))
        );

        Task<ClassPlan> With(params string[] students) =>
            ClassPlan.With(
                new()
                {
                    ["students"] = students,
                    ["dashboard"] = dashboard,
                    ["access"] = access,
                }
            );
    }

    [TestCase("labs", new[] { "orders" })]
    [TestCase("logLevel", "debug")]
    [TestCase("logRetentionDays", 30)]
    [TestCase("paymentFailureRate", 0.5)]
    [TestCase("outOfStockRate", 0.5)]
    [TestCase("transientErrorRate", 0.5)]
    [TestCase("delayScale", 0)]
    [TestCase("dashboard", "none")]
    [TestCase("access", "user")]
    public async Task Changing_a_students_setting_changes_only_that_student(string key, object value)
    {
        var before = await ClassPlan.Of("user1", "user10");
        var after = await ClassPlan.With(
            new()
            {
                ["students"] = new object[]
                {
                    new Dictionary<string, object> { ["username"] = "user1", [key] = value },
                    "user10",
                },
            }
        );

        var changed = before
            .Resources.Except(after.Resources, ByText.Instance)
            .Concat(after.Resources.Except(before.Resources, ByText.Instance))
            .ToList();
        Assert.That(changed, Is.Not.Empty);
        Assert.That(changed, Is.All.Matches<PlannedResource>(resource => resource!.BelongsTo("user1")));
    }

    [TestCase("frozen", true)]
    [TestCase("expires", "2026-12-01T18:00:00Z")]
    public async Task What_closes_a_student_changes_that_student_and_the_two_policies_that_name_the_student(string key, object value)
    {
        var before = await ClassPlan.Of("user1", "user10");
        var after = await ClassPlan.With(
            new()
            {
                ["students"] = new object[]
                {
                    new Dictionary<string, object> { ["username"] = "user1", [key] = value },
                    "user10",
                },
            }
        );

        var changed = after.Resources.Except(before.Resources, ByText.Instance).ToList();
        Assert.That(
            changed.Where(resource => !resource.BelongsTo("user1")).Select(resource => resource.LogicalName),
            Is.EquivalentTo(new[] { "boundary", "guard-rails" })
        );
        Assert.That(after.Resources, Has.Length.EqualTo(before.Resources.Length));
    }

    [Test]
    public async Task A_preview_in_which_nothing_is_known_yet_plans_the_same_resources()
    {
        var settings = new Dictionary<string, object> { ["students"] = new[] { "user1" }, ["access"] = "user" };
        var preview = await ClassPlan.With(settings, isPreview: true, knowsOutputs: false);
        var update = await ClassPlan.With(settings);

        Assert.That(
            preview.Resources.Select(resource => (resource.Type, resource.LogicalName)),
            Is.EqualTo(update.Resources.Select(resource => (resource.Type, resource.LogicalName)))
        );
    }

    static IEnumerable<string> Texts(ClassPlan plan) => plan.Resources.Select(PlanText.Of);

    sealed class ByText : IEqualityComparer<PlannedResource>
    {
        public static readonly ByText Instance = new();

        public bool Equals(PlannedResource? one, PlannedResource? other) => PlanText.Of(one!) == PlanText.Of(other!);

        public int GetHashCode(PlannedResource resource) => PlanText.Of(resource).GetHashCode(StringComparison.Ordinal);
    }
}
