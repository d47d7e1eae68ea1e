using System.Collections.Immutable;
using System.Text.Json;
using Classroom.Cli.Planning;
using Classroom.Infra.Tests.Planning;
using Classroom.Labs;
using Classroom.Settings;
using Pulumi;

namespace Classroom.Infra.Tests.Settings;

public sealed class SettingsTests
{
    const string Retention = "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653";
    const string LabList = "a list of events, greeting, inventory, orders, pipeline";
    const string Roster = "a list of usernames, or of objects with a username and what differs for that student";
    const string StudentKeyList =
        "username, name, email, cohort, labs, logLevel, logRetentionDays, paymentFailureRate, outOfStockRate, transientErrorRate, "
        + "delayScale, dashboard, access, mode, frozen, expires, whenExpired, budget, tags";
    const string ClassKeyList =
        "access, alarmTopicArn, budget, checks, className, cohort, cohortSize, dashboard, delayScale, expires, frozen, labs, logLevel, "
        + "logRetentionDays, mode, outOfStockRate, owner, paymentFailureRate, stage, students, tags, transientErrorRate, whenExpired";
    const string TagRule = "1 to 128 letters, digits and _.:/=+-@, not aws:… and none of Owner, env, stage, student, lab";
    const string TimeRule = "a date and a time with its zone, such as 2026-12-01T18:00:00Z or 2026-12-01T18:00+01:00";
    const string TopicRule = "the ARN of an SNS topic, arn:aws:sns:REGION:ACCOUNT:NAME";

    [Test]
    public void What_is_not_set_has_the_documents_values()
    {
        var settings = Read(("students", """["user1"]"""));

        Assert.That(
            settings with
            {
                Students = [],
            },
            Is.EqualTo(new ClassSettings("classroom", "instructor", "dev", null, DashboardChoice.Student, []))
        );
        var student = settings.Students.Single().Settings;
        Assert.That(student.Labs, Is.EqualTo(LabCatalog.Names));
        Assert.That(
            (
                student.LogLevel,
                student.LogRetentionDays,
                student.PaymentFailureRate,
                student.OutOfStockRate,
                student.TransientErrorRate,
                student.DelayScale
            ),
            Is.EqualTo((LogLevel.Info, 7, 0.15, 0.1, 0.1, 1.0))
        );
        Assert.That((student.Dashboard, student.Access, student.Tags.Count), Is.EqualTo((DashboardChoice.Student, AccessChoice.None, 0)));
    }

    [Test]
    public void A_students_own_values_win_over_the_classes_and_the_rest_stays()
    {
        var settings = Read(
            ("paymentFailureRate", "0.2"),
            ("logLevel", "WARN"),
            ("tags", """{"course":"aws","room":"1"}"""),
            ("students", """["user1", {"username":"user2","paymentFailureRate":1,"labs":["orders"],"tags":{"room":"2"}}]""")
        );

        var (first, second) = (settings.Students[0].Settings, settings.Students[1].Settings);
        Assert.That((first.PaymentFailureRate, first.LogLevel, first.Tags["room"]), Is.EqualTo((0.2, LogLevel.Warn, "1")));
        Assert.That(
            (second.PaymentFailureRate, second.LogLevel, second.Tags["room"], second.Tags["course"]),
            Is.EqualTo((1.0, LogLevel.Warn, "2", "aws"))
        );
        Assert.That(second.Labs, Is.EqualTo(new[] { "orders" }));
    }

    [Test]
    public void The_roster_is_in_the_order_of_names()
    {
        var settings = Read(("students", """["user2","user10","anna"]"""));

        Assert.That(settings.Students.Select(student => student.Username.ToString()), Is.EqualTo(new[] { "anna", "user10", "user2" }));
    }

    [TestCase("students", null, "classroom:students is not set", Roster)]
    [TestCase("students", "user1", "classroom:students is 'user1'", $"{Roster}, one at least")]
    [TestCase("students", "[]", "classroom:students is []", $"{Roster}, one at least")]
    [TestCase("students", """["U1"]""", "classroom:students[0] is 'U1'", Username.Rule)]
    [TestCase("students", """["u"]""", "classroom:students[0] is 'u'", Username.Rule)]
    [TestCase("students", """["1user"]""", "classroom:students[0] is '1user'", Username.Rule)]
    [TestCase("students", """["ann-lee"]""", "classroom:students[0] is 'ann-lee'", Username.Rule)]
    [TestCase("students", """["abcdefghijklmnopq"]""", "classroom:students[0] is 'abcdefghijklmnopq'", Username.Rule)]
    [TestCase("students", "[\"user1\\n\"]", "classroom:students[0] is 'user1\n'", Username.Rule)]
    [TestCase("students", "[7]", "classroom:students[0] is 7", Username.Rule)]
    [TestCase("students", "[{}]", "classroom:students[0].username is not set", Username.Rule)]
    [TestCase("students", """["user1","user2","user1"]""", "classroom:students[2] is 'user1', a duplicate", "each username once")]
    [TestCase(
        "students",
        """[{"username":"user1","paymentFailurRate":1}]""",
        "classroom:students[0] (user1).paymentFailurRate is not a setting of a student. Did you mean 'paymentFailureRate'?",
        StudentKeyList
    )]
    [TestCase(
        "students",
        """[{"username":"user1","delayScale":9}]""",
        "classroom:students[0] (user1).delayScale is 9",
        "a number from 0 to 5"
    )]
    [TestCase(
        "students",
        """[{"username":"user1","labs":["order"]}]""",
        "classroom:students[0] (user1).labs[0] is 'order'. Did you mean 'orders'?",
        LabList
    )]
    [TestCase("labs", """["orders","orders"]""", "classroom:labs[1] is 'orders'", "each lab once")]
    [TestCase("labs", "orders", "classroom:labs is 'orders'", LabList)]
    [TestCase("paymentFailureRate", "1.5", "classroom:paymentFailureRate is '1.5'", "a number from 0 to 1")]
    [TestCase("paymentFailureRate", "NaN", "classroom:paymentFailureRate is 'NaN'", "a number from 0 to 1")]
    [TestCase("outOfStockRate", "-0.1", "classroom:outOfStockRate is '-0.1'", "a number from 0 to 1")]
    [TestCase("transientErrorRate", "0,5", "classroom:transientErrorRate is '0,5'", "a number from 0 to 1")]
    [TestCase("delayScale", "fast", "classroom:delayScale is 'fast'", "a number from 0 to 5")]
    [TestCase("logRetentionDays", "8", "classroom:logRetentionDays is '8'", Retention)]
    [TestCase("logLevel", "loud", "classroom:logLevel is 'loud'", "trace, debug, info, warn, error, fatal")]
    [TestCase("logLevel", "1", "classroom:logLevel is '1'", "trace, debug, info, warn, error, fatal")]
    [TestCase("dashboard", "all", "classroom:dashboard is 'all'", "student, class, none")]
    [TestCase("access", "admin", "classroom:access is 'admin'", "none, role, user")]
    [TestCase("checks", "5", "classroom:checks is 5", "an object with points and weights")]
    [TestCase("checks", """{"points":0}""", "classroom:checks.points is 0", "a number from 1 to 10000")]
    [TestCase("checks", """{"grade":1}""", "classroom:checks.grade is not a setting of checks", "points, weights")]
    [TestCase(
        "checks",
        """{"weights":{"orders":2}}""",
        "classroom:checks.weights.orders is not the name of a check",
        "lab/check, lab/* or */check"
    )]
    [TestCase("checks", """{"weights":{"orders/*":-1}}""", "classroom:checks.weights.orders/* is -1", "a number from 0 to 1000")]
    [TestCase("cohortSize", "0", "classroom:cohortSize is '0'", "a whole number from 1 to 999")]
    [TestCase("cohortSize", "2.5", "classroom:cohortSize is '2.5'", "a whole number from 1 to 999")]
    [TestCase("cohort", "1", "classroom:cohort is '1'", "nothing without classroom:cohortSize")]
    [TestCase(
        "students",
        """[{"username":"user1","cohort":1}]""",
        "classroom:students[0] (user1).cohort is 1",
        "nothing without classroom:cohortSize"
    )]
    [TestCase("budget", "-1", "classroom:budget is '-1'", "a number from 0 to 1000000")]
    [TestCase("frozen", "yes", "classroom:frozen is 'yes'", "true, false")]
    [TestCase("expires", "2026-12-01", "classroom:expires is '2026-12-01'", TimeRule)]
    [TestCase("expires", "2026-12-01T18:00:00", "classroom:expires is '2026-12-01T18:00:00'", TimeRule)]
    [TestCase("expires", "2026-13-01T18:00:00Z", "classroom:expires is '2026-13-01T18:00:00Z'", TimeRule)]
    [TestCase("whenExpired", "delete", "classroom:whenExpired is 'delete'", "freeze, destroy")]
    [TestCase("students", """[{"username":"user1","frozen":1}]""", "classroom:students[0] (user1).frozen is 1", "true, false")]
    [TestCase(
        "className",
        "My Class",
        "classroom:className is 'My Class'",
        "2 to 24 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen"
    )]
    [TestCase(
        "className",
        "abcdefghijklmnopqrstuvwxy",
        "classroom:className is 'abcdefghijklmnopqrstuvwxy'",
        "2 to 24 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen"
    )]
    [TestCase("owner", "a;b", "classroom:owner is 'a;b'", "1 to 256 letters, digits, spaces and _.:/=+-@")]
    [TestCase("stage", "", "classroom:stage is ''", "1 to 64 letters, digits, spaces and _.:/=+-@")]
    [TestCase("alarmTopicArn", "alarms", "classroom:alarmTopicArn is 'alarms'", TopicRule)]
    [TestCase("tags", "red", "classroom:tags is 'red'", "an object with text values")]
    [TestCase("tags", """{"student":"x"}""", "classroom:tags.student is not allowed as the key of a tag", TagRule)]
    [TestCase("tags", """{"aws:x":"x"}""", "classroom:tags.aws:x is not allowed as the key of a tag", TagRule)]
    [TestCase("tags", """{"room":"a;b"}""", "classroom:tags.room is 'a;b'", "1 to 256 letters, digits, spaces and _.:/=+-@")]
    [TestCase(
        "paymentfailurerate",
        "1",
        "classroom:paymentfailurerate is not a setting of this program. Did you mean 'paymentFailureRate'?",
        ClassKeyList
    )]
    public void A_value_that_does_not_fit_is_refused_with_its_key_itself_and_what_is_allowed(
        string key,
        string? value,
        string found,
        string allowed
    )
    {
        var exception = Assert.Throws<SettingsException>(() => Read(("students", """["user1"]"""), (key, value)))!;

        Assert.That(exception.Mistakes, Is.EqualTo(new[] { $"{found}; allowed: {allowed}" }));
    }

    [Test]
    public void More_tags_than_aws_takes_are_refused()
    {
        var tags = JsonSerializer.Serialize(Enumerable.Range(1, 41).ToDictionary(number => $"tag{number}", number => "x"));

        var exception = Assert.Throws<SettingsException>(() => Read(("students", """["user1"]"""), ("tags", tags)))!;

        Assert.That(exception.Mistakes.Single(), Does.StartWith("classroom:tags is 41 tags; allowed: 40 at most"));
    }

    [Test]
    public async Task Every_mistake_is_reported_at_once_and_nothing_is_registered()
    {
        var exception = (
            await Assert.ThrowsAsync<RunException>(() =>
                ClassPlan.With(
                    new()
                    {
                        ["students"] = new object[] { "user1", "user1", "X", new { username = "user2", colour = "red" } },
                        ["delayScale"] = "slow",
                        ["labs"] = new[] { "cooking" },
                    }
                )
            )
        )!;

        Approval.Verify(
            "settings.mistakes.txt",
            exception.Message[exception.Message.IndexOf("The configuration", StringComparison.Ordinal)..]
        );
    }

    [Test]
    public void A_class_with_cohorts_needs_a_cohort_for_every_student()
    {
        var exception = Assert.Throws<SettingsException>(() =>
            Read(
                ("cohortSize", "20"),
                ("students", """["user1", {"username":"user2","cohort":1}, "user3", {"username":"user4","cohort":"first"}]""")
            )
        )!;

        Assert.That(
            exception.Mistakes,
            Is.EqualTo(
                new[]
                {
                    "classroom:students[3] (user4).cohort is 'first'; allowed: a whole number from 1 to 999",
                    "classroom:students is without a cohort for user1 and 1 more; allowed: a cohort for every student; `./classroom up` "
                        + "writes it",
                }
            )
        );
    }

    [TestCase("", new[] { "user1", "user2", "user3" }, Description = "a class without cohorts")]
    [TestCase("base", new string[0])]
    [TestCase("1", new[] { "user1", "user3" })]
    [TestCase("2", new[] { "user2" })]
    [TestCase("3", new string[0])]
    public void A_stack_has_the_students_of_its_cohort(string stack, string[] students)
    {
        var settings =
            stack.Length == 0
                ? Read(("students", """["user1","user2","user3"]"""), ("cohortSize", ""), ("cohort", ""))
                : Read(
                    ("students", """[{"username":"user1","cohort":1},{"username":"user2","cohort":2},{"username":"user3","cohort":"1"}]"""),
                    ("cohortSize", "2"),
                    ("cohort", stack == "base" ? "" : stack)
                );

        Assert.That(settings.InThisStack.Select(student => student.Username.ToString()), Is.EqualTo(students));
    }

    [Test]
    public void Points_and_weights_of_checks_are_read()
    {
        var grading = Read(
            ("students", """["user1"]"""),
            ("checks", """{"points":50,"weights":{"orders/*":2,"*/metrics-arrived":0}}""")
        ).Grading;

        Assert.That(grading.Points, Is.EqualTo(50));
        Assert.That(grading.Weights, Is.EquivalentTo(new Dictionary<string, double> { ["*/metrics-arrived"] = 0, ["orders/*"] = 2 }));
    }

    [Test]
    public void A_lab_that_students_cannot_build_safely_is_refused_with_the_student_the_lab_and_the_reason()
    {
        var error = Assert.Throws<SettingsException>(() =>
            Read(
                ("students", """["user1",{"username":"user2","labs":["greeting"]},{"username":"user3","labs":["orders","events"]}]"""),
                ("mode", "hands-on"),
                ("access", "role"),
                ("labs", """["greeting","pipeline"]""")
            )
        );

        Assert.That(
            error.Message,
            Does.Contain(
                    "classroom:mode is 'hands-on' for user3 with the lab events, which students cannot build safely (a new queue can "
                        + "send its dead letters to a neighbour's queue, and IAM has no condition for it); allowed: provisioned; or "
                        + "hands-on with labs: [greeting, inventory, orders]"
                )
                .And.Contain("classroom:mode is 'hands-on' for user1 with the lab pipeline")
                .And.Not.Contain("user2")
        );
    }

    [Test]
    public void Whoever_builds_the_labs_needs_access()
    {
        var error = Assert.Throws<SettingsException>(() =>
            Read(
                (
                    "students",
                    """
                    ["user1",{"username":"user2","mode":"hands-on","labs":["greeting"]},
                    {"username":"user3","mode":"hands-on","labs":["orders"],"access":"user"}]
                    """
                )
            )
        );

        Assert.That(
            error.Message,
            Does.Contain("classroom:mode is 'hands-on' for user2 without access; allowed: hands-on with access: role or access: user")
        );
    }

    [Test]
    public async Task Every_setting_is_declared_in_pulumi_yaml_and_no_other()
    {
        var declared = SettingsFiles.Declared("Pulumi.yaml").Keys;

        Assert.That(declared.Order(StringComparer.Ordinal), Is.EqualTo(ClassKeyList.Split(", ")));
        var plan = await ClassPlan.With(SettingsFiles.Values("Pulumi.dev.yaml", "classroom:"));
        Assert.That(
            plan.Of("StateMachine").Select(machine => (string)machine.Map("tags")["student"]).Distinct(),
            Is.EquivalentTo(new[] { "user1", "user2", "user3" })
        );
    }

    [Test]
    public void What_pulumi_yaml_declares_as_default_is_what_the_program_takes_when_nothing_is_set()
    {
        var defaults = SettingsFiles
            .Declared("Pulumi.yaml")
            .Where(setting => setting.Value.ContainsKey("default"))
            .Select(setting => (setting.Key, Value: (string?)PulumiYaml.AsConfig(setting.Value["default"])))
            .ToArray();

        var declared = Read([("students", """["user1"]"""), .. defaults]);

        Assert.That(Describe(declared), Is.EqualTo(Describe(Read(("students", """["user1"]""")))));
        Assert.That(defaults, Has.Length.EqualTo(22), "every setting but the roster has a default");
    }

    static string Describe(ClassSettings settings) => JsonSerializer.Serialize(settings);

    static ClassSettings Read(params (string Key, string? Value)[] config)
    {
        var values = new Dictionary<string, string?>();
        foreach (var (key, value) in config)
            values[key] = value;
        return SettingsReader.Read(
            key => values.GetValueOrDefault(key),
            values.Where(pair => pair.Value is not null).Select(pair => pair.Key),
            LabCatalog.Known
        );
    }
}
