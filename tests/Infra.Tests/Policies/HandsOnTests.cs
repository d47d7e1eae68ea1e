using System.Collections.Immutable;
using Classroom.Access;
using Classroom.Infra.Tests.Planning;
using Classroom.Labs;

namespace Classroom.Infra.Tests.Policies;

/// <summary>The fence of a student who builds the labs: enough for the guides, and no way out.</summary>
[TestFixture("role")]
[TestFixture("user")]
public sealed class HandsOnTests(string access)
{
    const string Account = AwsMocks.Account;
    const string Boundary = $"arn:aws:iam::{Account}:policy/classroom-boundary";

    static readonly string[] Labs = ["greeting", "inventory", "orders"];
    static readonly (string, string) ToStates = ("iam:PassedToService", "states.amazonaws.com");
    static readonly (string, string) ToLambda = ("iam:PassedToService", "lambda.amazonaws.com");

    ClassPlan plan = null!;
    ClassAccess may = null!;
    Actor student = null!;

    [OneTimeSetUp]
    public async Task Plan()
    {
        plan = await ClassPlan.With(Settings("user1", "user10"));
        may = new(plan);
        student = may.Of("user1-student");
    }

    [Test]
    public void The_program_makes_only_the_fence() =>
        Approval.Verify(
            $"hands-on-{access}.resources.txt",
            string.Join(
                '\n',
                plan.Resources.Where(resource => !resource.BelongsTo("user10")).Select(resource => $"{resource.Type}  {resource.Name}")
            )
        );

    [Test]
    public void The_fence_has_exactly_these_policies() =>
        Approval.Verify(
            $"hands-on-{access}.policies.txt",
            PlanText.Policies(
                plan.Resources.Where(resource => resource.BelongsTo("user1") || resource.LogicalName is "log-access" or "log-delivery")
            )
        );

    [Test]
    public async Task What_students_build_has_the_names_that_the_program_would_use()
    {
        var provisioned = await ClassPlan.Of("user1");
        foreach (var lab in LabCatalog.Names)
        {
            if (LabCatalog.HandsOnOf(lab) is not { } parts)
                continue;
            IEnumerable<string> Names(string type) =>
                provisioned
                    .Of(type)
                    .Where(resource => (string)resource.Map("tags")["lab"] == lab)
                    .Select(resource => resource.Name["user1-".Length..]);
            Assert.That(parts.Functions, Is.EquivalentTo(Names("Function")), lab);
            Assert.That(parts.Workflows, Is.EquivalentTo(Names("StateMachine")), lab);
            Assert.That(Names("Role"), Does.Contain(parts.WorkflowsRole), lab);
        }
        Assert.That(LabCatalog.Known.OnlyProvisioned.Keys, Is.EqualTo(new[] { "events", "pipeline" }));
    }

    [Test]
    public void A_student_may_do_what_the_guides_ask_for()
    {
        var role = Role("user1-greeting-functions");
        Allowed(
            "iam:CreateRole",
            role,
            ("iam:PermissionsBoundary", Boundary),
            ("aws:RequestTag/student", "user1"),
            ("aws:TagKeys", "student")
        );
        Allowed("iam:PutRolePolicy", role, ("iam:PermissionsBoundary", Boundary));
        Allowed("iam:PassRole", role, ToLambda);
        Allowed("iam:PutRolePolicy", Role("user1-greeting-workflows"), ("iam:PermissionsBoundary", Boundary));
        Allowed("iam:PassRole", Role("user1-greeting-workflows"), ToStates);
        Allowed("s3:GetObject", $"arn:aws:s3:::classroom-artifacts-{Account}-us-east-1/functions.zip");
        Allowed("lambda:CreateFunction", $"arn:aws:lambda:us-east-1:{Account}:function:user1-validate-fn");
        Allowed("states:CreateStateMachine", $"arn:aws:states:us-east-1:{Account}:stateMachine:user1-greeting-workflow");
        Allowed("logs:CreateLogGroup", Logs("/aws/vendedlogs/states/user1-greeting-workflow"));
        Allowed("logs:PutRetentionPolicy", Logs("/aws/vendedlogs/states/user1-greeting-workflow"));
        Allowed("logs:PutRetentionPolicy", Logs("/aws/lambda/user1-validate-fn"));
        Allowed("sns:CreateTopic", Topic("user1-greetings"));
        Allowed("cloudwatch:PutMetricAlarm", Alarm("user1-greeting-workflow-failures"));
    }

    [Test]
    public void Nothing_outside_the_own_names_can_be_built_or_removed()
    {
        foreach (var action in new[] { "sns:CreateTopic", "sns:DeleteTopic" })
            Denied(action, Topic("user10-greetings"));
        foreach (var action in new[] { "cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms" })
            Denied(action, Alarm("user10-order-workflow-failures"));
        Denied("logs:PutRetentionPolicy", Logs("/aws/lambda/user10-validate-fn"));
        Denied("s3:GetObject", "arn:aws:s3:::somebody/functions.zip");
        Denied("s3:GetObject", $"arn:aws:s3:::classroom-artifacts-{Account}-us-east-1/other.zip");
        Denied("s3:PutObject", $"arn:aws:s3:::classroom-artifacts-{Account}-us-east-1/functions.zip");
        Denied("iam:PassRole", Role("user10-greeting-workflows"), ToStates);
        Denied("iam:PutRolePolicy", Role("user10-greeting-workflows"), ("iam:PermissionsBoundary", Boundary));
    }

    // Topics of an account let every alarm of the account publish.
    [Test]
    public void An_alarm_can_neither_notify_a_neighbour_nor_act_on_the_account()
    {
        foreach (var action in new[] { Topic("user10-greetings"), Topic("user1-greetings"), "arn:aws:automate:us-east-1:ec2:stop" })
            Denied("cloudwatch:PutMetricAlarm", Alarm("user1-failures"), ("cloudwatch:AlarmActions", action));
    }

    [Test]
    public void The_roles_of_the_workflows_stay_as_they_are_and_serve_step_functions_only()
    {
        foreach (var name in new[] { "user1-greeting-workflows", "user1-inventory-workflows", "user1-stepfunctions-role" })
        {
            foreach (var action in new[] { "iam:DeleteRole", "iam:UpdateAssumeRolePolicy", "iam:UntagRole", "iam:DetachRolePolicy" })
                Denied(action, Role(name), ("iam:PermissionsBoundary", Boundary));
            Denied("iam:TagRole", Role(name), ("aws:RequestTag/student", "user1"), ("aws:TagKeys", "student"));
            Denied("iam:DeleteRolePermissionsBoundary", Role(name), ("iam:PermissionsBoundary", Boundary));
            Denied("iam:PassRole", Role(name), ToLambda);
            var trust = PolicyDocument.Parse(may.Of(name).Resource.Text("assumeRolePolicy")!).Statements.Single();
            Assert.That(trust.Principal!.Values, Is.EqualTo(new[] { ("Service", "states.amazonaws.com") }), name);
        }
    }

    // A definition of the student runs with this role, and the student can give it any policy.
    [Test]
    public void A_workflow_of_a_student_cannot_change_the_logs_of_the_account()
    {
        var role = may.Of("user1-greeting-workflows");
        var open = role with
        {
            Policies = role.Policies.Add(
                PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")
            ),
        };

        Assert.That(may.Ask(open, "logs:CreateLogDelivery", "*").IsAllowed, Is.True, "its own log");
        foreach (
            var action in new[]
            {
                "logs:PutResourcePolicy",
                "logs:DeleteResourcePolicy",
                "logs:PutAccountPolicy",
                "logs:DeleteLogGroup",
                "logs:GetLogEvents",
                "iam:CreateUser",
                "sts:AssumeRole",
            }
        )
            Assert.That(may.Ask(open, action, "*").IsAllowed, Is.False, action);
        foreach (
            var (action, resource) in new[]
            {
                ("lambda:InvokeFunction", $"arn:aws:lambda:us-east-1:{Account}:function:user10-validate-fn"),
                ("states:StartExecution", $"arn:aws:states:us-east-1:{Account}:stateMachine:user10-greeting-workflow"),
                ("sns:Publish", Topic("user10-greetings")),
                ("s3:GetObject", $"arn:aws:s3:::classroom-artifacts-{Account}-us-east-1/functions.zip"),
            }
        )
            Assert.That(may.Ask(open, action, resource).IsAllowed, Is.False, action);
    }

    // Its code gets the credentials of the role, and could sign any request with them.
    [Test]
    public void A_function_of_a_student_gets_no_log_delivery()
    {
        var tags = ImmutableDictionary<string, object>.Empty.Add("student", "user1");
        var made = new Actor(
            new(
                "aws:iam/role:Role",
                "user1-greeting-functions",
                ImmutableDictionary<string, object>.Empty.Add("name", "user1-greeting-functions").Add("tags", tags)
            ),
            new(
                PrincipalKind.Role,
                Role("user1-greeting-functions"),
                Account,
                $"arn:aws:sts::{Account}:assumed-role/user1-greeting-functions/s"
            ),
            [PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")],
            may.Of("user1-greeting-workflows").Boundary
        );
        foreach (var action in new[] { "logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:PutResourcePolicy" })
            Assert.That(may.Ask(made, action, "*").IsAllowed, Is.False, action);
        Assert.That(may.Ask(made, "states:SendTaskSuccess", "*").IsAllowed, Is.True);
    }

    [Test]
    public async Task The_policies_fit_the_sizes_that_iam_allows()
    {
        var settings = Settings("abcdefghijklmnop");
        settings["className"] = "abcdefghijklmnopqrstuvwx";
        foreach (var policy in (await ClassPlan.With(settings)).Of("Policy"))
            Assert.That(policy.Text("policy")!, Has.Length.LessThanOrEqualTo(6144), policy.Name);
    }

    [Test]
    public async Task One_student_of_a_provisioned_class_can_build_and_nobody_else_changes()
    {
        var before = await ClassPlan.With(new() { ["students"] = new[] { "user1", "user2" }, ["access"] = access });
        var after = await ClassPlan.With(
            new()
            {
                ["students"] = new object[]
                {
                    new
                    {
                        username = "user1",
                        mode = "hands-on",
                        labs = Labs,
                    },
                    "user2",
                },
                ["access"] = access,
            }
        );
        static string[] Rest(ClassPlan plan) => [.. plan.Resources.Where(resource => !resource.BelongsTo("user1")).Select(PlanText.Of)];
        Assert.That(
            Rest(after).Except(Rest(before)).Select(text => text.Split(' ')[1]),
            Is.EquivalentTo(new[] { "log-access", "log-delivery" })
        );
        Assert.That(Rest(before).Except(Rest(after)), Is.Empty);
    }

    Dictionary<string, object> Settings(params string[] students) =>
        new()
        {
            ["students"] = students,
            ["access"] = access,
            ["mode"] = "hands-on",
            ["labs"] = Labs,
        };

    void Allowed(string action, string resource, params (string, string)[] context) =>
        Assert.That(may.Ask(student, action, resource, context).Reason, Is.EqualTo(Reason.Allowed), $"{action} on {resource}");

    void Denied(string action, string resource, params (string, string)[] context) =>
        Assert.That(may.Ask(student, action, resource, context).IsAllowed, Is.False, $"{action} on {resource}");

    static string Role(string name) => $"arn:aws:iam::{Account}:role/{name}";

    static string Topic(string name) => $"arn:aws:sns:us-east-1:{Account}:{name}";

    static string Alarm(string name) => $"arn:aws:cloudwatch:us-east-1:{Account}:alarm:{name}";

    static string Logs(string group) => $"arn:aws:logs:us-east-1:{Account}:log-group:{group}";
}
