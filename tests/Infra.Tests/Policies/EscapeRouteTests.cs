using Classroom.Access;
using Classroom.Infra.Tests.Planning;

namespace Classroom.Infra.Tests.Policies;

/// <summary>The seventeen known ways out of a student's corner, each tried by user1 against user10 or against the account.</summary>
[TestFixture("role")]
[TestFixture("user")]
public sealed class EscapeRouteTests(string access)
{
    const string Account = AwsMocks.Account;
    const string Boundary = $"arn:aws:iam::{Account}:policy/classroom-boundary";
    const string OtherRole = $"arn:aws:iam::{Account}:role/user10-orders-functions";
    const string OwnNewRole = $"arn:aws:iam::{Account}:role/user1-mine";

    static readonly (string, string) ToLambda = ("iam:PassedToService", "lambda.amazonaws.com");
    static readonly (string, string) OwnTag = ("aws:RequestTag/student", "user1");

    ClassAccess may = null!;
    Actor student = null!;

    [OneTimeSetUp]
    public async Task Plan()
    {
        may = new(await ClassPlan.With(new() { ["students"] = new[] { "user1", "user10" }, ["access"] = access }));
        student = may.Of("user1-student");
    }

    [Test]
    public void Route_01_pass_anothers_role_to_a_function()
    {
        Denied("iam:PassRole", OtherRole, ToLambda);
        Denied("iam:PassRole", $"arn:aws:iam::{Account}:role/Admin", ToLambda);
        Denied("iam:PassRole", OwnNewRole, ("iam:PassedToService", "ec2.amazonaws.com"));
    }

    [Test]
    public void Route_02_change_the_code_of_anothers_function_or_use_ones_own_to_reach_further()
    {
        Denied("lambda:UpdateFunctionCode", Lambda("user10-order-validator"));
        var ownFunction = may.Of("user1-orders-functions");
        Assert.That(may.Ask(ownFunction, "states:StartExecution", Machine("user10-order-processing-workflow")).IsAllowed, Is.False);
        Assert.That(may.Ask(ownFunction, "logs:PutLogEvents", Logs("/aws/lambda/user10-order-validator")).IsAllowed, Is.False);
        Assert.That(may.Ask(ownFunction, "iam:CreateAccessKey", $"arn:aws:iam::{Account}:user/instructor").IsAllowed, Is.False);
    }

    [Test]
    public void Route_03_open_ones_own_function_to_the_world()
    {
        Denied("lambda:AddPermission", Lambda("user1-order-validator"));
        Denied("lambda:CreateFunctionUrlConfig", Lambda("user1-order-validator"));
        Denied("lambda:UpdateFunctionUrlConfig", Lambda("user1-order-validator"));
    }

    [Test]
    public void Route_04_make_or_change_roles_without_the_boundary()
    {
        Denied("iam:CreateRole", OwnNewRole);
        Denied("iam:CreateRole", OwnNewRole, OwnTag);
        Denied("iam:CreateRole", OwnNewRole, OwnTag, ("iam:PermissionsBoundary", $"arn:aws:iam::{Account}:policy/user1-loose"));
        Denied("iam:CreateRole", OwnNewRole, ("aws:RequestTag/student", "user10"), ("iam:PermissionsBoundary", Boundary));
        Denied("iam:PutRolePolicy", OwnNewRole);
        Denied("iam:PutRolePolicy", $"arn:aws:iam::{Account}:role/user1-stepfunctions-role", ("iam:PermissionsBoundary", Boundary));
        foreach (
            var action in new[]
            {
                "iam:AttachRolePolicy",
                "iam:DeleteRolePermissionsBoundary",
                "iam:PutRolePermissionsBoundary",
                "iam:UpdateAssumeRolePolicy",
                "iam:UntagRole",
            }
        )
            Denied(action, OwnNewRole, ("iam:PermissionsBoundary", Boundary));
        foreach (var action in new[] { "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:DeletePolicy" })
            Denied(action, Boundary);
        foreach (var action in new[] { "iam:CreateUser", "iam:CreateAccessKey", "iam:AttachUserPolicy", "iam:PutUserPolicy" })
            Denied(action, $"arn:aws:iam::{Account}:user/user1-student");
    }

    // A wildcard of IAM matches slashes: the path begins with the student's own name, the role's name with a neighbour's.
    [Test]
    public void Route_04_take_the_name_of_a_neighbours_role_with_a_path()
    {
        var squat = $"arn:aws:iam::{Account}:role/user1-x/user10-squat";
        Denied("iam:CreateRole", squat, OwnTag, ("aws:TagKeys", "student"), ("iam:PermissionsBoundary", Boundary));
        Denied("iam:TagRole", squat, OwnTag, ("aws:TagKeys", "student"));
        Denied("iam:PutRolePolicy", squat, ("iam:PermissionsBoundary", Boundary));
        Denied("iam:PassRole", squat, ToLambda);
        Allowed("iam:CreateRole", OwnNewRole, OwnTag, ("aws:TagKeys", "student"), ("iam:PermissionsBoundary", Boundary));
    }

    // The tag `lab` would open the log delivery of the account to a role.
    [Test]
    public void Route_04_make_a_role_with_another_tag()
    {
        var more = new[] { ("aws:RequestTag/lab", "orders"), ("aws:TagKeys", "student"), ("aws:TagKeys", "lab") };
        Denied("iam:CreateRole", OwnNewRole, [OwnTag, ("iam:PermissionsBoundary", Boundary), .. more]);
        Denied("iam:TagRole", OwnNewRole, [OwnTag, .. more]);
    }

    [Test]
    public void Route_05_rewrite_a_workflow_of_the_class() =>
        Denied("states:UpdateStateMachine", Machine("user1-order-processing-workflow"));

    [Test]
    public void Route_06_test_a_state_with_any_role_or_reveal_secrets()
    {
        Denied("states:TestState", "*");
        Denied("states:RevealSecrets", "*");
    }

    [Test]
    public void Route_07_start_stop_or_read_anothers_executions()
    {
        Denied("states:StartExecution", Machine("user10-order-processing-workflow"));
        Denied("states:StopExecution", Execution("user10-order-processing-workflow", "run"));
        Denied("states:GetExecutionHistory", Execution("user10-order-processing-workflow", "user1-run"));
        Denied("states:DescribeExecution", $"arn:aws:states:us-east-1:{Account}:express:user10-express-workflow:user1-run:0000");
    }

    [Test]
    public void Route_08_a_token_is_needed_to_answer_a_task_and_only_its_own_history_shows_it()
    {
        Allowed("states:SendTaskSuccess", "*");
        Denied("states:GetExecutionHistory", Execution("user10-callback-workflow", "run"));
        Denied("logs:GetLogEvents", Logs("/aws/vendedlogs/states/user10-callback-workflow"));
    }

    [Test]
    public void Route_09_use_a_workflows_log_delivery_against_others()
    {
        // The workflow's own role has to hold these; what runs with it is the class's definition, which the student cannot change or
        // re-use.
        Denied("states:UpdateStateMachine", Machine("user1-express-workflow"));
        Denied("iam:PassRole", $"arn:aws:iam::{Account}:role/user1-stepfunctions-role", ("iam:PassedToService", "states.amazonaws.com"));
        Denied("logs:DeleteLogDelivery", "*");
        var made = Made("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"logs:*","Resource":"*"}}""");
        Assert.That(may.Ask(made, "logs:DeleteLogDelivery", "*").IsAllowed, Is.False);
        Assert.That(may.Ask(made, "logs:PutResourcePolicy", "*").IsAllowed, Is.False);
    }

    [Test]
    public void Route_10_the_managed_rule_of_nested_workflows()
    {
        foreach (var actor in may.Actors)
            Assert.That(
                may.Ask(
                    actor,
                    "events:PutTargets",
                    $"arn:aws:events:us-east-1:{Account}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule"
                ).IsAllowed,
                Is.False
            );
    }

    [Test]
    public void Route_11_put_events_on_a_bus_that_others_listen_to()
    {
        Denied("events:PutEvents", $"arn:aws:events:us-east-1:{Account}:event-bus/default");
        Denied("events:PutEvents", $"arn:aws:events:us-east-1:{Account}:event-bus/user10-orders");
    }

    [Test]
    public void Route_12_point_a_rule_at_anothers_resource() =>
        Denied("events:PutTargets", $"arn:aws:events:us-east-1:{Account}:rule/user1-orders/user1-order-created");

    [Test]
    public void Route_13_map_anothers_queue_to_ones_own_function() =>
        Denied("lambda:CreateEventSourceMapping", "*", ("lambda:FunctionArn", Lambda("user1-process-sqs-message")));

    [Test]
    public void Route_14_read_everybodys_logs_or_change_the_accounts()
    {
        foreach (var action in new[] { "logs:FilterLogEvents", "logs:StartQuery", "logs:StartLiveTail" })
        {
            Denied(action, "*");
            Denied(action, $"arn:aws:logs:us-east-1:{Account}:log-group:/aws/lambda/user10-order-validator");
        }
        Denied("logs:PutAccountPolicy", "*");
        Denied("logs:DeleteResourcePolicy", "*");
    }

    [Test]
    public void Route_15_read_everybodys_traces_or_search_by_tag()
    {
        foreach (var action in new[] { "xray:GetTraceSummaries", "xray:BatchGetTraces", "tag:GetResources" })
            Denied(action, "*");
    }

    [Test]
    public void Route_16_edit_any_api()
    {
        foreach (var action in new[] { "apigateway:PATCH", "apigateway:POST", "apigateway:DELETE" })
            Denied(action, "arn:aws:apigateway:us-east-1::/apis/api-user10-workflow-api");
        Denied("apigateway:PATCH", "arn:aws:apigateway:us-east-1::/account");
        Denied("apigateway:GET", "arn:aws:apigateway:us-east-1::/apis/api-user10-workflow-api");
        Denied("apigateway:GET", "arn:aws:apigateway:us-east-1::/apis");
    }

    [Test]
    public async Task Route_17_run_for_ever_at_everybodys_cost()
    {
        var plan = await ClassPlan.Of("user1");

        foreach (var workflow in plan.Of("StateMachine"))
            Assert.That(workflow.Text("definition"), Does.Contain("\"TimeoutSeconds\""), workflow.Name);
        foreach (var function in plan.Of("Function"))
            Assert.That((double)function.Inputs["timeout"], Is.LessThanOrEqualTo(60), function.Name);
    }

    [Test]
    public void What_a_student_makes_stays_in_the_students_own_corner()
    {
        var made = Made("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""");

        Assert.That(may.Ask(made, "lambda:InvokeFunction", Lambda("user1-order-validator")).IsAllowed, Is.True);
        Assert.That(may.Ask(made, "lambda:InvokeFunction", Lambda("user10-order-validator")).IsAllowed, Is.False);
        Assert.That(may.Ask(made, "sqs:ReceiveMessage", $"arn:aws:sqs:us-east-1:{Account}:user10-workflow-queue").IsAllowed, Is.False);
        Assert.That(may.Ask(made, "iam:CreateUser", $"arn:aws:iam::{Account}:user/x").IsAllowed, Is.False);
        Assert.That(may.Ask(made, "sts:AssumeRole", OtherRole).IsAllowed, Is.False);
        Assert.That(may.Ask(made, "s3:GetObject", "arn:aws:s3:::somebody/file").IsAllowed, Is.False);
        // As on AWS, the log group of a function appears by itself, and only that of an own function.
        Assert.That(may.Ask(made, "logs:CreateLogGroup", Logs("/aws/lambda/user1-mine")).IsAllowed, Is.True);
        Assert.That(may.Ask(made, "logs:CreateLogGroup", Logs("/aws/lambda/user10-mine")).IsAllowed, Is.False);
        Assert.That(may.Ask(made, "logs:CreateLogGroup", Logs("/aws/vendedlogs/states/user1-mine")).IsAllowed, Is.False);
    }

    [Test]
    public void A_resource_policy_that_names_the_student_opens_nothing_of_a_neighbours()
    {
        var named = PolicyDocument.Parse(
            $$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "AWS": "{{student.Principal.Arn}}" }, "Action": "sqs:SendMessage", "Resource": "*" } }"""
        );
        var request = new AccessRequest(
            student.Principal,
            "sqs:SendMessage",
            $"arn:aws:sqs:us-east-1:{Account}:user10-workflow-queue",
            Account
        ).With("aws:PrincipalTag/student", "user1");

        var decision = AccessEvaluator.Evaluate(
            request,
            new()
            {
                Identity = student.Policies,
                Boundary = student.Boundary,
                Resource = named,
            }
        );

        Assert.That(decision.Reason, Is.EqualTo(Reason.ExplicitDenyInIdentityPolicy));
    }

    /// <summary>A role as a student can make it: own name, own tag, the class's boundary, any policy.</summary>
    Actor Made(string policy)
    {
        var tags = System.Collections.Immutable.ImmutableDictionary<string, object>.Empty.Add("student", "user1");
        var resource = new PlannedResource(
            "aws:iam/role:Role",
            "user1-mine",
            System.Collections.Immutable.ImmutableDictionary<string, object>.Empty.Add("name", "user1-mine").Add("tags", tags)
        );
        var principal = new Principal(PrincipalKind.Role, OwnNewRole, Account, $"arn:aws:sts::{Account}:assumed-role/user1-mine/s");
        return new(resource, principal, [PolicyDocument.Parse(policy)], may.Of("user1-orders-functions").Boundary);
    }

    void Denied(string action, string resource, params (string, string)[] context) =>
        Assert.That(may.Ask(student, action, resource, context).IsAllowed, Is.False, $"{action} on {resource}");

    void Allowed(string action, string resource, params (string, string)[] context) =>
        Assert.That(may.Ask(student, action, resource, context).IsAllowed, Is.True, $"{action} on {resource}");

    static string Lambda(string name) => $"arn:aws:lambda:us-east-1:{Account}:function:{name}";

    static string Machine(string name) => $"arn:aws:states:us-east-1:{Account}:stateMachine:{name}";

    static string Execution(string machine, string name) => $"arn:aws:states:us-east-1:{Account}:execution:{machine}:{name}";

    static string Logs(string group) => $"arn:aws:logs:us-east-1:{Account}:log-group:{group}:log-stream:s";
}
