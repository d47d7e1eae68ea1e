using Classroom.Cloud.StepFunctions;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.Storage;

namespace Classroom.Services.Tests.StepFunctions;

sealed class ExecutionTests : MachineTest
{
    [Test]
    public async Task StartExecution_runs_a_machine_and_DescribeExecution_shows_its_end()
    {
        var execution = await RunAsync(Pass, """{"name":"ann"}""");
        var ended = await CallAsync<DescribeExecution>(new { executionArn = execution });
        Assert.That(
            (ended.At("status"), ended.At("output"), ended.At("redriveStatus")),
            Is.EqualTo(("SUCCEEDED", """{"name":"ann"}""", "NOT_REDRIVABLE"))
        );
    }

    [Test]
    public async Task A_machine_that_fails_fails_with_its_error()
    {
        var ended = await CallAsync<DescribeExecution>(new { executionArn = await RunAsync(Fail) });
        Assert.That((ended.At("status"), ended.At("error"), ended.At("cause")), Is.EqualTo(("FAILED", "Broken", "on purpose")));
    }

    [Test]
    public async Task StartExecution_refuses_what_Step_Functions_refuses()
    {
        await RefusedAsync<StartExecution>(NoMachine, new { stateMachineArn = MachineArn("m") });
        await RefusedAsync<StartExecution>("InvalidArn", new { stateMachineArn = "m" });
        await MachineAsync();
        await RefusedAsync<StartExecution>("InvalidExecutionInput", new { stateMachineArn = MachineArn("m"), input = "{" });
        await RefusedAsync<StartExecution>("InvalidName", new { stateMachineArn = MachineArn("m"), name = "no spaces" });
    }

    [Test]
    public async Task StartExecution_with_a_name_once_more_is_the_same_execution_and_with_another_input_ExecutionAlreadyExists()
    {
        await MachineAsync(Wait);
        var named = new
        {
            stateMachineArn = MachineArn("m"),
            name = "once",
            input = "{}",
        };
        var first = await CallAsync<StartExecution>(named);
        Assert.That((await CallAsync<StartExecution>(named)).At("executionArn"), Is.EqualTo(first.At("executionArn")));
        await RefusedAsync<StartExecution>(
            "ExecutionAlreadyExists",
            new
            {
                stateMachineArn = MachineArn("m"),
                name = "once",
                input = "[]",
            }
        );
    }

    [Test]
    public async Task StartSyncExecution_answers_with_the_end()
    {
        await MachineAsync(type: "EXPRESS");
        var ended = await CallAsync<StartSyncExecution>(new { stateMachineArn = MachineArn("m"), input = "[1]" });
        Assert.That((ended.At("status"), ended.At("output")), Is.EqualTo(("SUCCEEDED", "[1]")));
    }

    [TestCase("", "Invalid execution input.")]
    [TestCase(
        "not some json",
        "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
    )]
    [TestCase("{'not': 'json'", "Unexpected character (''' (code 39)): was expecting double-quote to start field name")]
    public async Task StartExecution_says_what_is_wrong_with_an_input_as_AWS_does(string input, string expected)
    {
        await MachineAsync();
        var refused = await RefusedAsync<StartExecution>("InvalidExecutionInput", new { stateMachineArn = MachineArn("m"), input });
        Assert.That(refused.Message, Is.EqualTo($"Invalid State Machine Execution Input: '{expected}'"));
    }

    [Test]
    public async Task The_operations_of_executions_refuse_an_Express_execution()
    {
        await MachineAsync(type: "EXPRESS");
        var express = new { executionArn = await StartAsync() };
        foreach (
            var refused in new[]
            {
                await RefusedAsync<DescribeExecution>("InvalidArn", express),
                await RefusedAsync<GetExecutionHistory>("InvalidArn", express),
                await RefusedAsync<StopExecution>("InvalidArn", express),
            }
        )
            Assert.That(refused.Message, Is.EqualTo("Invalid Arn: 'Resource type not valid in this context: express'"));
    }

    [Test]
    public async Task A_synchronous_execution_is_billed_for_100_milliseconds_at_least()
    {
        await MachineAsync(type: "EXPRESS");
        var ended = await CallAsync<StartSyncExecution>(new { stateMachineArn = MachineArn("m") });
        Assert.That(ended.At("billingDetails/billedDurationInMilliseconds"), Is.EqualTo("100"));
    }

    [Test]
    public async Task A_text_that_is_no_token_is_invalid_and_the_token_of_no_task_is_late()
    {
        var refused = await RefusedAsync<SendTaskSuccess>("InvalidToken", new { taskToken = "x", output = "{}" });
        Assert.That(refused.Message, Is.EqualTo("Invalid Token: 'Invalid token'"));
        await RefusedAsync<SendTaskFailure>("InvalidToken", new { taskToken = "x" });
        await RefusedAsync<SendTaskHeartbeat>("InvalidToken", new { taskToken = "x" });
        await RefusedAsync<SendTaskHeartbeat>("TaskTimedOut", new { taskToken = "2690b17e-4e7e-4d26-845a-68773957b2ff" });
    }

    [Test]
    public async Task The_variables_that_states_read_are_described()
    {
        var execution = new
        {
            executionArn = await RunAsync(
                """{"StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"n":1},"Next":"B"},"B":{"Type":"Pass","InputPath":"$n","End":true}}}"""
            ),
        };
        Assert.That((await CallAsync<DescribeStateMachineForExecution>(execution)).At("variableReferences/B/0"), Is.EqualTo("n"));
        Assert.That(
            (await CallAsync<DescribeStateMachine>(new { stateMachineArn = MachineArn("m") }))["variableReferences"]!.ToJsonString(),
            Is.EqualTo("""{"B":["n"]}""")
        );
    }

    [Test]
    public async Task StartSyncExecution_refuses_a_standard_machine()
    {
        await MachineAsync();
        await RefusedAsync<StartSyncExecution>("StateMachineTypeNotSupported", new { stateMachineArn = MachineArn("m") });
    }

    [Test]
    public async Task StopExecution_ends_an_execution()
    {
        await MachineAsync(Wait);
        var execution = await StartAsync();
        await CallAsync<StopExecution>(
            new
            {
                executionArn = execution,
                error = "Enough",
                cause = "the lesson is over",
            }
        );
        var ended = await EndAsync(execution);
        Assert.That((ended.At("status"), ended.At("error")), Is.EqualTo(("ABORTED", "Enough")));
    }

    [Test]
    public async Task GetExecutionHistory_tells_what_happened_forwards_and_backwards()
    {
        var execution = await RunAsync(Pass);
        string[] types = ["ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"];
        var history = await CallAsync<GetExecutionHistory>(new { executionArn = execution });
        Assert.That(history.Each("events/*/type"), Is.EqualTo(types));
        var back = await CallAsync<GetExecutionHistory>(new { executionArn = execution, reverseOrder = true });
        Assert.That(back.Each("events/*/type"), Is.EqualTo(types.Reverse()));
        await RefusedAsync<GetExecutionHistory>("InvalidToken", new { executionArn = execution, nextToken = "made up" });
    }

    [Test]
    public async Task ListExecutions_lists_by_status_the_newest_first()
    {
        await MachineAsync();
        var first = await StartAsync();
        await EndAsync(first);
        Cloud.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await StartAsync();
        await EndAsync(second);
        var all = await CallAsync<ListExecutions>(new { stateMachineArn = MachineArn("m"), statusFilter = "SUCCEEDED" });
        Assert.That(all.Each("executions/*/executionArn"), Is.EqualTo(new[] { second, first }));
        Assert.That(
            (await CallAsync<ListExecutions>(new { stateMachineArn = MachineArn("m"), statusFilter = "FAILED" })).Each("executions/*"),
            Is.Empty
        );
    }

    [Test]
    public async Task ListExecutions_refuses_express_machines_and_no_machine()
    {
        await MachineAsync(type: "EXPRESS");
        await RefusedAsync<ListExecutions>("StateMachineTypeNotSupported", new { stateMachineArn = MachineArn("m") });
        await RefusedAsync<ListExecutions>(NoMachine, new { stateMachineArn = MachineArn("none") });
        await RefusedAsync<ListExecutions>(Wrong);
    }

    [Test]
    public async Task DescribeStateMachineForExecution_shows_the_machine_as_it_was_at_the_start()
    {
        var execution = await RunAsync(Pass);
        await CallAsync<UpdateStateMachine>(new { stateMachineArn = MachineArn("m"), definition = Fail });
        Assert.That(
            (await CallAsync<DescribeStateMachineForExecution>(new { executionArn = execution })).At("definition"),
            Is.EqualTo(Pass)
        );
    }

    [Test]
    public async Task An_execution_that_is_not_there_is_ExecutionDoesNotExist()
    {
        var none = new { executionArn = ExecutionArn("m", "none") };
        await RefusedAsync<DescribeExecution>(NoExecution, none);
        await RefusedAsync<DescribeStateMachineForExecution>(NoExecution, none);
        await RefusedAsync<GetExecutionHistory>(NoExecution, none);
        await RefusedAsync<StopExecution>(NoExecution, none);
        await RefusedAsync<RedriveExecution>(NoExecution, none);
        await RefusedAsync<ListMapRuns>(NoExecution, none);
    }

    [Test]
    public async Task RedriveExecution_goes_on_from_where_an_execution_has_failed()
    {
        await CallAsync<CreateActivity>(new { name = "work" });
        await MachineAsync(Work);
        var execution = await StartAsync();
        await CallAsync<SendTaskFailure>(new { taskToken = await TaskAsync(), error = "Broken" });
        Assert.That((await EndAsync(execution)).At("status"), Is.EqualTo("FAILED"));
        await CallAsync<RedriveExecution>(new { executionArn = execution });
        await CallAsync<SendTaskSuccess>(new { taskToken = await TaskAsync(), output = "\"done\"" });
        var ended = await EndAsync(execution);
        Assert.That((ended.At("status"), ended.At("redriveCount"), ended.At("output")), Is.EqualTo(("SUCCEEDED", "1", "\"done\"")));
        await RefusedAsync<RedriveExecution>("ExecutionNotRedrivable", new { executionArn = execution });
    }

    [Test]
    public async Task A_distributed_map_has_a_run_that_ListMapRuns_and_DescribeMapRun_show()
    {
        var execution = await RunAsync(
            """
            {"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
            "StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"End":true}}}
            """,
            "[1,2,3]"
        );
        var run = (await CallAsync<ListMapRuns>(new { executionArn = execution })).At("mapRuns/0/mapRunArn");
        var shown = await CallAsync<DescribeMapRun>(new { mapRunArn = run });
        Assert.That(
            (shown.At("status"), shown.At("itemCounts/succeeded"), shown.At("executionArn")),
            Is.EqualTo(("SUCCEEDED", "3", execution))
        );
        Assert.That((await CallAsync<ListExecutions>(new { mapRunArn = run })).Each("executions/*"), Has.Length.EqualTo(3));
        await RefusedAsync<DescribeMapRun>("ResourceNotFound", new { mapRunArn = $"{run}2" });
    }

    [Test]
    public async Task TestState_runs_one_state()
    {
        var tested = await CallAsync<TestState>(new { definition = """{"Type":"Pass","Result":{"a":1},"Next":"B"}""", input = "{}" });
        Assert.That((tested.At("status"), tested.At("output"), tested.At("nextState")), Is.EqualTo(("SUCCEEDED", """{"a":1}""", "B")));
        await RefusedAsync<TestState>("InvalidDefinition", new { definition = """{"Type":"Sleep"}""" });
        await RefusedAsync<TestState>(Wrong, new { definition = """{"Type":"Pass","End":true}""", inspectionLevel = "ALL" });
        await RefusedAsync<TestState>("InvalidExecutionInput", new { definition = """{"Type":"Pass","End":true}""", input = "{" });
    }

    [Test]
    public async Task An_execution_that_ended_while_it_was_to_be_resumed_is_not_run_again()
    {
        await MachineAsync();
        var arn = await StartAsync();
        await EndAsync(arn);
        var executions = Cloud.Get<MachineStore>().Executions;
        await Cloud.Get<Database>().SettledAsync();
        var ended = executions.Find(arn)!;
        var engine = Cloud.Get<ExecutionEngine>();
        await engine.ResumeAsync(ended with { Value = ended.Value with { Status = ExecutionRecord.Running } });
        Assert.That(engine.Find(arn), Is.Null);
        var history = await CallAsync<GetExecutionHistory>(new { executionArn = arn });
        Assert.That(history.Each("events/*/type").Count(type => type == "ExecutionStarted"), Is.EqualTo(1));
    }
}
