using System.Collections.Immutable;
using Classroom.Infra.Tests.Planning;
using Pulumi.Utilities;

namespace Classroom.Infra.Tests;

/// <summary>A class that is split into a base stack and a stack for each cohort.</summary>
public sealed class CohortTests
{
    static readonly object[] Students =
    [
        new { username = "user1", cohort = 1 },
        new
        {
            username = "user2",
            cohort = 2,
            frozen = "true",
        },
        new { username = "user3", cohort = 1 },
    ];

    [Test]
    public async Task The_stacks_together_have_the_resources_of_one_stack([Values("student", "class")] string dashboard)
    {
        var whole = await ClassPlan.With(
            Settings(dashboard, ("students", new object[] { "user1", new { username = "user2", frozen = "true" }, "user3" }))
        );
        var baseStack = await OfBaseAsync(dashboard);
        var first = await OfCohortAsync(1, dashboard, await OutputsAsync(baseStack));
        var second = await OfCohortAsync(2, dashboard, await OutputsAsync(baseStack));

        Assert.That(
            baseStack
                .Resources.Concat(first.Resources)
                .Concat(second.Resources)
                .Select(resource => PlanText.Of(resource))
                .Order(StringComparer.Ordinal),
            Is.EqualTo(whole.Resources.Select(resource => PlanText.Of(resource)).Order(StringComparer.Ordinal))
        );
        Assert.That(second.Resources.Where(resource => !resource.BelongsTo("user2")), Is.Empty);
        Assert.That((await OutputUtilities.GetValueAsync(first.Stack.Students)).Keys, Is.EquivalentTo(new[] { "user1", "user3" }));
        Assert.That(await OutputUtilities.GetValueAsync(baseStack.Stack.Students), Is.Empty);
    }

    [Test]
    public async Task The_base_stack_publishes_what_cohorts_need()
    {
        var outputs = (ImmutableDictionary<string, object>)(await OutputsAsync(await OfBaseAsync("student")))["foundation"];

        Assert.That(
            outputs.OrderBy(output => output.Key, StringComparer.Ordinal).Select(output => $"{output.Key}: {output.Value}"),
            Is.EqualTo(
                new[]
                {
                    "boundaryArn: arn:aws:iam::123456789012:policy/classroom-boundary",
                    "guardRailsArn: arn:aws:iam::123456789012:policy/classroom-guard-rails",
                    "packageBucket: classroom-artifacts-123456789012-us-east-1",
                    "packageKey: functions.zip",
                    "packageVersion: version-1",
                }
            )
        );
    }

    [Test]
    public async Task A_cohort_reads_the_base_stack_by_its_whole_name()
    {
        var mocks = new AwsMocks { OtherStack = await OutputsAsync(await OfBaseAsync("student")) };
        await ClassPlan.With(OfCohort(2, "student"), with: mocks, stack: "dev-cohort-2");

        Assert.That(mocks.Read, Is.EqualTo(new[] { "organization/classroom/dev" }));
    }

    [Test]
    public async Task A_stack_with_the_name_of_another_cohort_is_refused()
    {
        var error = await Assert.CatchAsync(() => ClassPlan.With(OfCohort(2, "student"), stack: "dev-cohort-1"));

        Assert.That(
            error.ToString(),
            Does.Contain("The stack dev-cohort-1 has the setting classroom:cohort 2; the name of such a stack ends with '-cohort-2'.")
        );
    }

    [Test]
    public async Task A_base_stack_that_is_not_up_is_named()
    {
        var error = await Assert.CatchAsync(() => ClassPlan.With(OfCohort(1, "student"), stack: "dev-cohort-1"));

        Assert.That(error.ToString(), Does.Contain("Required output 'foundation' does not exist on stack 'organization/classroom/dev'."));
    }

    static Task<ClassPlan> OfBaseAsync(string dashboard) =>
        ClassPlan.With(Settings(dashboard, ("students", Students), ("cohortSize", "2")));

    static Task<ClassPlan> OfCohortAsync(int cohort, string dashboard, ImmutableDictionary<string, object> baseStack) =>
        ClassPlan.With(OfCohort(cohort, dashboard), with: new() { OtherStack = baseStack }, stack: $"dev-cohort-{cohort}");

    static Dictionary<string, object> OfCohort(int cohort, string dashboard) =>
        Settings(dashboard, ("students", Students), ("cohortSize", "2"), ("cohort", cohort));

    static Dictionary<string, object> Settings(string dashboard, params (string Key, object Value)[] more)
    {
        var settings = more.ToDictionary(setting => setting.Key, setting => setting.Value);
        (settings["dashboard"], settings["access"]) = (dashboard, "role");
        return settings;
    }

    static async Task<ImmutableDictionary<string, object>> OutputsAsync(ClassPlan baseStack)
    {
        var outputs = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, value) in await OutputUtilities.GetValueAsync(baseStack.Stack.Foundation))
            outputs[name] = await OutputUtilities.GetValueAsync(value);
        return ImmutableDictionary<string, object>.Empty.Add("foundation", outputs.ToImmutable());
    }
}
