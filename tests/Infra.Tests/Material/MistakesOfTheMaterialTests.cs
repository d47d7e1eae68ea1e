using System.Text.Json;
using Classroom.Functions.Orders;
using Classroom.Infra.Tests.Planning;
using Classroom.Infra.Tests.Policies;

namespace Classroom.Infra.Tests.Material;

/// <summary>
/// Ten mistakes of the course material. Each test says what is right here, and shows the check at work on the material as it was written:
/// a check that lets that pass would prove nothing. The tenth lies with the handler that it is about, in TriggerWorkflowTests.
/// </summary>
public sealed class MistakesOfTheMaterialTests
{
    ClassPlan plan = null!;
    ClassAccess may = null!;

    [OneTimeSetUp]
    public async Task Plan()
    {
        plan = await ClassPlan.With(new() { ["students"] = new[] { "user1" }, ["access"] = "role" });
        may = new(plan);
    }

    [Test]
    public void Every_definition_is_free_of_them()
    {
        foreach (var workflow in plan.Of("StateMachine"))
            Assert.That(DefinitionReview.Of(workflow.Text("definition")!), Is.Empty, workflow.Name);
    }

    [Test]
    public void Mistake_01_an_order_completes()
    {
        Assert.That(
            DefinitionReview.Of(AsWritten.OrderProcessing),
            Is.EqualTo(new[] { "ParallelProcessing hands an array on, into which OrderComplete writes a field" })
        );
        Assert.That(DefinitionReview.Of(Definition("user1-order-processing-workflow")), Is.Empty);
    }

    [Test]
    public void Mistake_02_the_callback_comes()
    {
        // As written the function took the token and told nobody, and read a timestamp beside its input.
        var task = State("user1-callback-workflow", "StartLongRunningTask").GetProperty("Parameters").GetProperty("Payload");

        Assert.That(task.EnumerateObject().Select(field => field.Name), Is.EquivalentTo(new[] { "taskToken.$", "input.$" }));
        Assert.That(
            typeof(LongRunningTaskRequest)
                .GetProperties()
                .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..] + ".$"),
            Is.EquivalentTo(task.EnumerateObject().Select(field => field.Name)),
            "what the function reads is what the state sends"
        );
        Assert.That(may.Ask(may.Of("user1-orders-functions"), "states:SendTaskSuccess", "*").IsAllowed, Is.True);
        Assert.That(may.Ask(may.Of("user1-student"), "states:SendTaskSuccess", "*").IsAllowed, Is.True);
    }

    [Test]
    public void Mistake_03_the_express_workflow_can_log()
    {
        var workflow = plan.Of("StateMachine").Single(machine => machine.Name == "user1-express-workflow");

        Assert.That(
            workflow.Map("loggingConfiguration")["logDestination"],
            Is.EqualTo($"{Log("/aws/vendedlogs/states/user1-express-workflow").Arn}:*")
        );
        Assert.That(may.Ask(may.Of("user1-stepfunctions-role"), "logs:CreateLogDelivery", "*").IsAllowed, Is.True);
    }

    [Test]
    public void Mistake_04_no_role_reaches_more_than_its_own_lab()
    {
        Assert.That(plan.Of("RolePolicyAttachment").Select(attachment => attachment.Text("policyArn")), Has.None.Contains("AWSLambdaRole"));
        Assert.That(plan.Of("Function").Select(function => function.Text("role")).Distinct().Count(), Is.EqualTo(5), "one role a lab");
        var orders = may.Of("user1-stepfunctions-role");
        foreach (var function in plan.Of("Function"))
        {
            var own = (string)function.Map("tags")["lab"] == "orders";
            Assert.That(may.Ask(orders, "lambda:InvokeFunction", function.Arn!).IsAllowed, Is.EqualTo(own), function.Name);
        }
    }

    [Test]
    public void Mistake_05_the_name_is_filled_in_and_no_log_group_stays_behind()
    {
        foreach (var workflow in plan.Of("StateMachine"))
            Assert.That(workflow.Text("definition"), Does.Not.Contain("${").And.Not.Contain("[your-username]"));
        foreach (var function in plan.Of("Function"))
            Assert.That(Log($"/aws/lambda/{function.Name}").Inputs["retentionInDays"], Is.EqualTo(7), function.Name);
        foreach (var role in may.Actors.Where(actor => actor.Resource.Name.EndsWith("-functions", StringComparison.Ordinal)))
            Assert.That(
                may.Ask(role, "logs:CreateLogGroup", Log("/aws/lambda/user1-order-validator").Arn!).IsAllowed,
                Is.False,
                $"{role} could bring a removed group back"
            );
    }

    [Test]
    public void Mistake_06_a_time_is_a_time()
    {
        Assert.That(
            DefinitionReview.Of(
                """{"StartAt":"T","States":{"T":{"Type":"Pass","Result":{"processedAt.$":"$$.State.EnteredTime"},"ResultPath":"$.metadata","End":true}}}"""
            ),
            Is.EqualTo(new[] { "T has a path in Result, where everything is taken as it stands" })
        );
        Assert.That(
            State("user1-order-events-workflow", "TransformData").GetProperty("Parameters").GetProperty("processedAt.$").GetString(),
            Is.EqualTo("$$.State.EnteredTime")
        );
    }

    [Test]
    public void Mistake_07_every_task_names_its_function_and_may_call_it()
    {
        Assert.That(
            DefinitionReview.Of(AsWritten.BulkProcessing),
            Is.EqualTo(
                new[]
                {
                    "ProcessItem invokes no function: FunctionName is missing",
                    "ProcessItems has an Iterator, the old name of ItemProcessor",
                }
            )
        );
        foreach (var name in new[] { "user1-process-item", "user1-process-premium", "user1-handle-error" })
            Assert.That(may.Ask(may.Of("user1-events-workflows"), "lambda:InvokeFunction", Function(name).Arn!).IsAllowed, Is.True, name);
    }

    [Test]
    public void Mistake_08_two_labs_give_their_workflows_two_names()
    {
        var names = plan.Of("StateMachine").Select(machine => machine.Name).ToList();

        Assert.That(names, Is.Unique);
        Assert.That(names, Does.Contain("user1-order-processing-workflow").And.Contain("user1-order-workflow"));
    }

    [Test]
    public void Mistake_09_retry_names_what_csharp_throws_and_logs_can_be_delivered()
    {
        Assert.That(
            DefinitionReview.Of(
                """{"StartAt":"Process","States":{"Process":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:1:function:f","Retry":[{"ErrorEquals":["RuntimeError","States.TaskFailed"]}],"End":true}}}"""
            ),
            Is.EqualTo(new[] { "Process waits for RuntimeError, which no function throws" })
        );
        var retried = State("user1-greeting-workflow", "Process").GetProperty("Retry")[0].GetProperty("ErrorEquals")[0].GetString();
        Assert.That(retried, Is.EqualTo(nameof(Functions.TransientException)));
        Assert.That(may.Ask(may.Of("user1-greeting-workflows"), "logs:CreateLogDelivery", "*").IsAllowed, Is.True);
        Assert.That(plan.Of("LogGroup").Select(log => log.Name), Has.None.StartsWith("/aws/states/"));
    }

    string Definition(string workflow) => plan.Of("StateMachine").Single(machine => machine.Name == workflow).Text("definition")!;

    JsonElement State(string workflow, string state) =>
        JsonDocument.Parse(Definition(workflow)).RootElement.GetProperty("States").GetProperty(state);

    PlannedResource Function(string name) => plan.Of("Function").Single(function => function.Name == name);

    PlannedResource Log(string name) => plan.Of("LogGroup").Single(log => log.Name == name);
}
