using System.Globalization;
using Classroom.Infra.Tests.Planning;

namespace Classroom.Infra.Tests.Policies;

/// <summary>Students who are frozen, and students whose time is over, may do nothing; the others do as before.</summary>
[TestFixture("role")]
[TestFixture("user")]
public sealed class ClosingTests(string access)
{
    const string Account = AwsMocks.Account;

    static readonly string[] Identities = ["student", "stepfunctions-role", "events-functions"];

    [Test]
    public async Task A_frozen_student_is_denied_what_the_others_may()
    {
        var may = await OfAsync(new() { ["students"] = new object[] { "user1", new { username = "user2", frozen = true }, "user3" } });
        Assert.That(
            (Allowed(may, "user1", "2026-01-01"), Allowed(may, "user2", "2026-01-01"), Allowed(may, "user3", "2026-01-01")),
            Is.EqualTo((3, 0, 3))
        );
    }

    [Test]
    public async Task Nothing_of_a_frozen_student_runs()
    {
        var plan = await PlanAsync(new() { ["students"] = new object[] { "user1", new { username = "user2", frozen = true } } });
        Assert.That(
            plan.Of("Function").Where(function => function.Inputs.ContainsKey("reservedConcurrentExecutions")).Select(Student).Distinct(),
            Is.EqualTo(new[] { "user2" })
        );
        Assert.That(
            plan.Of("EventRule").Select(rule => (Student(rule), rule.Text("state"))),
            Is.EquivalentTo(new[] { ("user1", "ENABLED"), ("user2", "DISABLED") })
        );
        Assert.That(
            plan.Of("EventSourceMapping").Select(mapping => (Student(mapping), mapping.Inputs["enabled"])),
            Is.EquivalentTo(new (string, object?)[] { ("user1", true), ("user2", false) })
        );
    }

    [Test]
    public async Task A_workflow_with_logs_can_be_created_for_a_frozen_student()
    {
        var may = await OfAsync(new() { ["students"] = new object[] { new { username = "user2", frozen = true } } });
        Assert.That(may.Ask(may.Of("user2-stepfunctions-role"), "logs:CreateLogDelivery", "*").IsAllowed, Is.True);
        Assert.That(may.Ask(may.Of("user2-stepfunctions-role"), "xray:PutTraceSegments", "*").IsAllowed, Is.False);
    }

    [Test]
    public async Task The_time_of_the_class_ends_for_all_but_those_with_a_time_of_their_own()
    {
        var may = await OfAsync(
            new()
            {
                ["expires"] = "2026-12-01T18:00:00+01:00",
                ["students"] = new object[] { "user1", new { username = "user2", expires = "2026-12-02T18:00Z" }, "user3" },
            }
        );
        Assert.Multiple(() =>
        {
            Assert.That(Allowed(may, "user1", "2026-12-01T16:59:59Z"), Is.EqualTo(3), "a second before the end");
            Assert.That(Allowed(may, "user1", "2026-12-01T17:00:00Z"), Is.Zero, "at the end");
            Assert.That(Allowed(may, "user2", "2026-12-01T17:00:00Z"), Is.EqualTo(3), "the other's time");
            Assert.That(Allowed(may, "user2", "2026-12-02T18:00:00Z"), Is.Zero, "the other's end");
            Assert.That(Allowed(may, "user3", "2026-12-01T17:00:00Z"), Is.Zero, "the third");
        });
    }

    [Test]
    public async Task A_student_may_be_without_an_end()
    {
        var may = await OfAsync(
            new()
            {
                ["expires"] = "2026-12-01T18:00:00Z",
                ["students"] = new object[] { "user1", new { username = "user2", expires = "" }, "user3" },
            }
        );
        Assert.That((Allowed(may, "user1", "2030-01-01"), Allowed(may, "user2", "2030-01-01")), Is.EqualTo((0, 3)));
    }

    Task<ClassPlan> PlanAsync(Dictionary<string, object> settings) => ClassPlan.With(new(settings) { ["access"] = access });

    async Task<ClassAccess> OfAsync(Dictionary<string, object> settings) => new(await PlanAsync(settings));

    static string Student(PlannedResource resource) => (string)resource.Map("tags")["student"];

    /// <summary>How many of three calls a student's identity, workflow and function may make at a time.</summary>
    static int Allowed(ClassAccess may, string student, string time)
    {
        var now = ("aws:CurrentTime", DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).UtcDateTime.ToString("s") + "Z");
        (string Action, string Resource)[] calls =
        [
            ("states:StartExecution", $"arn:aws:states:us-east-1:{Account}:stateMachine:{student}-greeting-workflow"),
            ("lambda:InvokeFunction", $"arn:aws:lambda:us-east-1:{Account}:function:{student}-order-validator"),
            ("states:StartExecution", $"arn:aws:states:us-east-1:{Account}:stateMachine:{student}-order-events-workflow"),
        ];
        return Identities
            .Zip(calls)
            .Count(pair => may.Ask(may.Of($"{student}-{pair.First}"), pair.Second.Action, pair.Second.Resource, now).IsAllowed);
    }
}
