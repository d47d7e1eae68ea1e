using System.Text.Json;
using Classroom.Infra.Tests.Planning;

namespace Classroom.Infra.Tests.Policies;

/// <summary>What the labs need is allowed: everything that workflows, functions, rules and students do.</summary>
public sealed class NeededAccessTests
{
    const string Account = AwsMocks.Account;

    static readonly string[] LogDelivery =
    [
        "logs:CreateLogDelivery",
        "logs:GetLogDelivery",
        "logs:UpdateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:DescribeResourcePolicies",
        "logs:DescribeLogGroups",
    ];

    ClassPlan plan = null!;
    ClassAccess may = null!;

    [OneTimeSetUp]
    public async Task Plan()
    {
        plan = await ClassPlan.With(new() { ["students"] = new[] { "user1" }, ["access"] = "user" });
        may = new(plan);
    }

    [Test]
    public void A_workflows_role_may_call_what_its_definition_names_and_set_its_log_up()
    {
        foreach (var workflow in plan.Of("StateMachine"))
        {
            var role = may.Actors.Single(actor => actor.Principal.Arn == workflow.Text("roleArn"));
            var called = Called(workflow).ToList();
            Assert.That(called, Is.Not.Empty, workflow.Name);
            foreach (var (action, resource) in called)
                Allowed(role, action, resource);
            foreach (var action in LogDelivery.Append("xray:PutTraceSegments").Append("xray:GetSamplingRules"))
                Allowed(role, action, "*");
        }
    }

    [Test]
    public void A_functions_role_may_write_its_own_log_and_traces()
    {
        foreach (var function in plan.Of("Function"))
        {
            var role = may.Actors.Single(actor => actor.Principal.Arn == function.Text("role"));
            var stream = $"arn:aws:logs:us-east-1:{Account}:log-group:/aws/lambda/{function.Name}:log-stream:2026/11/20/[$LATEST]abc";
            Allowed(role, "logs:CreateLogStream", stream);
            Allowed(role, "logs:PutLogEvents", stream);
            Allowed(role, "xray:PutTraceSegments", "*");
            Assert.That(
                may.Ask(role, "logs:CreateLogGroup", stream).IsAllowed,
                Is.False,
                "a late log line would bring a destroyed group back"
            );
        }
    }

    [Test]
    public void Functions_that_call_step_functions_may()
    {
        Allowed(may.Of("user1-orders-functions"), "states:SendTaskSuccess", "*");
        Allowed(may.Of("user1-orders-functions"), "states:SendTaskFailure", "*");
        Allowed(may.Of("user1-pipeline-functions"), "states:StartExecution", Machine("user1-simple-workflow"));
        Allowed(may.Of("user1-events-functions"), "states:StartExecution", Machine("user1-order-events-workflow"));
        foreach (var action in new[] { "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes" })
            Allowed(may.Of("user1-events-functions"), action, $"arn:aws:sqs:us-east-1:{Account}:user1-workflow-queue");
        Allowed(may.Of("user1-order-created-rule"), "states:StartExecution", Machine("user1-order-events-workflow"));
    }

    [Test]
    public void A_student_may_run_and_see_the_own_labs()
    {
        var student = may.Of("user1-student");
        var execution = $"arn:aws:states:us-east-1:{Account}:execution:user1-order-processing-workflow:test-1";
        foreach (var action in new[] { "states:StartExecution", "states:ListExecutions", "states:DescribeStateMachine" })
            Allowed(student, action, Machine("user1-order-processing-workflow"));
        foreach (var action in new[] { "states:DescribeExecution", "states:GetExecutionHistory", "states:StopExecution" })
            Allowed(student, action, execution);
        Allowed(student, "states:StartSyncExecution", Machine("user1-express-workflow"));
        Allowed(student, "states:SendTaskSuccess", "*");
        Allowed(student, "lambda:InvokeFunction", $"arn:aws:lambda:us-east-1:{Account}:function:user1-order-validator");
        Allowed(student, "logs:FilterLogEvents", $"arn:aws:logs:us-east-1:{Account}:log-group:/aws/lambda/user1-order-validator");
        Allowed(
            student,
            "logs:GetLogEvents",
            $"arn:aws:logs:us-east-1:{Account}:log-group:/aws/vendedlogs/states/user1-express-workflow:log-stream:s"
        );
        Allowed(student, "cloudwatch:GetDashboard", $"arn:aws:cloudwatch::{Account}:dashboard/user1-stepfunctions-monitoring");
        Allowed(student, "events:PutEvents", $"arn:aws:events:us-east-1:{Account}:event-bus/user1-orders");
        Allowed(student, "sqs:SendMessage", $"arn:aws:sqs:us-east-1:{Account}:user1-workflow-queue");
        foreach (
            var action in new[]
            {
                "states:ListStateMachines",
                "lambda:ListFunctions",
                "logs:DescribeLogGroups",
                "cloudwatch:ListDashboards",
            }
        )
            Allowed(student, action, "*");
        Allowed(student, "iam:ChangePassword", $"arn:aws:iam::{Account}:user/user1-student");
    }

    [Test]
    public void A_student_may_see_what_belongs_to_the_own_labs()
    {
        var student = may.Of("user1-student");
        foreach (var action in new[] { "events:ListRules", "lambda:ListEventSourceMappings", "logs:GetQueryResults" })
            Allowed(student, action, "*");
        Allowed(student, "events:DescribeRule", $"arn:aws:events:us-east-1:{Account}:rule/user1-orders/user1-order-created");
        foreach (
            var action in new[] { "states:ListStateMachineAliases", "states:ListStateMachineVersions", "states:DescribeStateMachineAlias" }
        )
            Allowed(student, action, Machine("user1-order-processing-workflow"));
        foreach (var action in new[] { "lambda:ListAliases", "lambda:GetAlias", "lambda:ListVersionsByFunction" })
            Allowed(student, action, Function("user1-order-validator"));
        Allowed(student, "cloudwatch:DescribeAlarmHistory", $"arn:aws:cloudwatch:us-east-1:{Account}:alarm:user1-errors");
        Allowed(student, "logs:StartQuery", $"arn:aws:logs:us-east-1:{Account}:log-group:/aws/lambda/user1-order-validator");
        Allowed(student, "sqs:DeleteMessage", $"arn:aws:sqs:us-east-1:{Account}:user1-workflow-queue");
        const string api = "arn:aws:apigateway:us-east-1::/apis/api-user1-workflow-api";
        Allowed(student, "apigateway:GET", api);
        Allowed(student, "apigateway:GET", $"{api}/routes");

        foreach (
            var (action, resource) in new[]
            {
                ("sqs:DeleteMessage", $"arn:aws:sqs:us-east-1:{Account}:user10-workflow-queue"),
                ("sqs:PurgeQueue", $"arn:aws:sqs:us-east-1:{Account}:user1-workflow-queue"),
                ("apigateway:DELETE", api),
            }
        )
            Assert.That(may.Ask(student, action, resource).IsAllowed, Is.False, action);
    }

    [Test]
    public void A_student_may_build_more_within_the_boundary()
    {
        var student = may.Of("user1-student");
        var role = $"arn:aws:iam::{Account}:role/user1-mine";
        var boundary = ("iam:PermissionsBoundary", $"arn:aws:iam::{Account}:policy/classroom-boundary");
        Allowed(student, "iam:CreateRole", role, boundary, ("aws:RequestTag/student", "user1"), ("aws:TagKeys", "student"));
        Allowed(student, "iam:TagRole", role, ("aws:RequestTag/student", "user1"), ("aws:TagKeys", "student"));
        Allowed(student, "iam:PutRolePolicy", role, boundary);
        Allowed(student, "iam:PassRole", role, ("iam:PassedToService", "lambda.amazonaws.com"));
        Allowed(student, "lambda:CreateFunction", $"arn:aws:lambda:us-east-1:{Account}:function:user1-mine");
        Allowed(student, "states:CreateStateMachine", Machine("user1-mine"));
        Allowed(student, "states:DeleteStateMachine", Machine("user1-mine"));
    }

    /// <summary>Each task of a definition as the IAM action that AWS checks for it.</summary>
    static IEnumerable<(string Action, string Resource)> Called(PlannedResource workflow)
    {
        using var definition = JsonDocument.Parse(workflow.Text("definition")!);
        return [.. Tasks(definition.RootElement).Select(Needs)];
    }

    static (string, string) Needs((string Resource, JsonElement State) task)
    {
        var parameters = task.State.TryGetProperty("Parameters", out var given) ? given : default;
        return task.Resource switch
        {
            _ when task.Resource.StartsWith("arn:aws:lambda:", StringComparison.Ordinal) => ("lambda:InvokeFunction", task.Resource),
            "arn:aws:states:::lambda:invoke" or "arn:aws:states:::lambda:invoke.waitForTaskToken" => (
                "lambda:InvokeFunction",
                parameters.GetProperty("FunctionName").GetString()!
            ),
            "arn:aws:states:::sns:publish" => ("sns:Publish", parameters.GetProperty("TopicArn").GetString()!),
            _ => throw new AssertionException($"what IAM action does a task on {task.Resource} need?"),
        };
    }

    static IEnumerable<(string Resource, JsonElement State)> Tasks(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => (
                element.TryGetProperty("Type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "Task"
                    ? [(element.GetProperty("Resource").GetString()!, element)]
                    : Enumerable.Empty<(string, JsonElement)>()
            ).Concat(element.EnumerateObject().SelectMany(member => Tasks(member.Value))),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Tasks),
            _ => [],
        };

    void Allowed(Actor actor, string action, string resource, params (string, string)[] context) =>
        Assert.That(
            may.Ask(actor, action, resource, context).Reason,
            Is.EqualTo(Access.Reason.Allowed),
            $"{actor}: {action} on {resource}"
        );

    static string Function(string name) => $"arn:aws:lambda:us-east-1:{Account}:function:{name}";

    static string Machine(string name) => $"arn:aws:states:us-east-1:{Account}:stateMachine:{name}";
}
