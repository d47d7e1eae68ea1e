using System.Text.Json.Nodes;
using Classroom.Cloud.StepFunctions;
using Classroom.Cloud.StepFunctions.Running;

namespace Classroom.Services.Tests.StepFunctions;

abstract class MachineTest : ServiceTest
{
    protected const string NoMachine = "StateMachineDoesNotExist";
    protected const string NoExecution = "ExecutionDoesNotExist";
    protected const string Wrong = "ValidationException";
    protected const string RoleArn = $"arn:aws:iam::{Account}:role/worker";
    protected const string Pass = """{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}""";
    protected const string Fail = """{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"Broken","Cause":"on purpose"}}}""";
    protected const string Wait = """{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":60,"End":true}}}""";

    /// <summary>A task that a worker fetches and answers: an execution that goes on when the test lets it.</summary>
    protected static string Work { get; } =
        $$$$"""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"{{{{ActivityArn("work")}}}}","End":true}}}""";

    protected static string MachineArn(string name) => $"arn:aws:states:{Region}:{Account}:stateMachine:{name}";

    protected static string ActivityArn(string name) => $"arn:aws:states:{Region}:{Account}:activity:{name}";

    protected static string ExecutionArn(string machine, string name) => $"arn:aws:states:{Region}:{Account}:execution:{machine}:{name}";

    [SetUp]
    public Task GivenRole()
    {
        // Answers to tasks wait until it is known what was left over from before the start.
        Cloud.Get<Resumption>().Start();
        return RoleAsync("worker", "states.amazonaws.com", Allow("*"));
    }

    protected Task<JsonNode> MachineAsync(string definition = Pass, string name = "m", string type = "STANDARD") =>
        CallAsync<CreateStateMachine>(Machine(definition, name, type));

    protected static object Machine(string definition = Pass, string name = "m", string type = "STANDARD", string role = RoleArn) =>
        new
        {
            name,
            definition,
            type,
            roleArn = role,
        };

    protected async Task<string> StartAsync(string machine = "m", string input = "{}") =>
        (await CallAsync<StartExecution>(new { stateMachineArn = MachineArn(machine), input })).At("executionArn");

    /// <summary>An execution when it has ended, however long that takes.</summary>
    protected async Task<JsonNode> EndAsync(string execution)
    {
        if (Cloud.Get<ExecutionEngine>().Find(execution) is { } running)
            await running.Settled.WaitAsync(TimeSpan.FromSeconds(60));
        return await CallAsync<DescribeExecution>(new { executionArn = execution });
    }

    protected async Task<string> RunAsync(string definition, string input = "{}")
    {
        await MachineAsync(definition);
        var execution = await StartAsync(input: input);
        await EndAsync(execution);
        return execution;
    }

    /// <summary>The token of the task that an execution waits for.</summary>
    protected async Task<string> TaskAsync() =>
        (await CallAsync<GetActivityTask>(new { activityArn = ActivityArn("work") })).At("taskToken");
}
