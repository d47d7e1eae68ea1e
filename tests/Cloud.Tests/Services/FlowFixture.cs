using System.Text.Json.Nodes;
using Classroom.Cloud.Tests.Clients;

namespace Classroom.Cloud.Tests.Services;

/// <summary>A cloud with handlers of the greeting lab and the pipeline, and the greeting workflow.</summary>
abstract class FlowFixture : CloudFixture
{
    protected const string Machine = $"arn:aws:states:us-east-1:{Account}:stateMachine:";
    protected const string Function = $"arn:aws:lambda:us-east-1:{Account}:function:";
    const string Greeting = $$$$"""
        {"StartAt":"Validate","States":{
          "Validate":{"Type":"Task","Resource":"{{{{Function}}}}user1-validate-fn","Next":"Process","Catch":[{"ErrorEquals":["States.ALL"],"Next":"ValidationFailed"}]},
          "Process":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"{{{{Function}}}}user1-process-fn","Payload.$":"$"},"OutputPath":"$.Payload","End":true},
          "ValidationFailed":{"Type":"Fail","Error":"ValidationFailed"}}}
        """;

    protected static Dictionary<string, string> Variables { get; } =
        new()
        {
            ["STATE_MACHINE_ARN"] = $"{Machine}user1-greeting-workflow",
            ["TRANSIENT_ERROR_RATE"] = "0",
            ["DELAY_SCALE"] = "0",
        };

    [OneTimeSetUp]
    public async Task Deploy()
    {
        var function = await RoleAsync(
            "function",
            "lambda.amazonaws.com",
            Allow("logs:*", "*"),
            Allow("states:StartExecution", $"{Machine}user1-*"),
            Allow("sqs:*", "*")
        );
        var workflow = await RoleAsync("workflow", "states.amazonaws.com", Allow("lambda:InvokeFunction", $"{Function}user1-*"));
        await Root.DeployHandlerAsync("user1-validate-fn", "Greeting.Validate", function, Variables);
        await Root.DeployHandlerAsync("user1-process-fn", "Greeting.Process", function, Variables);
        await Root.DeployHandlerAsync("user1-trigger-workflow", "Pipeline.TriggerWorkflow", function, Variables);
        await Root.CallAsync(
            "states",
            "CreateStateMachine",
            new
            {
                name = "user1-greeting-workflow",
                definition = Greeting,
                roleArn = workflow,
            }
        );
    }

    protected async Task<JsonObject> RunAsync(string machine, string input)
    {
        var started = await Root.CallAsync("states", "StartExecution", new { stateMachineArn = $"{Machine}{machine}", input });
        return await EndAsync((string)started["executionArn"]!);
    }

    protected Task<JsonObject> EndAsync(string execution) =>
        UntilAsync(
            () => Root.CallAsync("states", "DescribeExecution", new { executionArn = execution }),
            run => (string?)run["status"] != "RUNNING",
            "The end of the execution"
        );
}
