using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Testing;
using Classroom.StatesLanguage.Tests.Executions;

namespace Classroom.StatesLanguage.Tests.Testing;

/// <summary>One state alone: what becomes of an input, and what can be seen of the way.</summary>
public class StateTestTests
{
    static readonly ExecutionIdentity Identity = new(
        "arn:aws:states:us-east-1:123456789012:express:m:r",
        "r",
        "arn:aws:states:us-east-1:123456789012:stateMachine:m",
        "m",
        "arn:aws:iam::123456789012:role/r"
    );

    const string Task = """
        {
          "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "InputPath": "$.order", "Parameters": { "FunctionName": "f", "Payload.$": "$" },
          "ResultSelector": { "id.$": "$.Payload.id" }, "ResultPath": "$.paid", "OutputPath": "$.paid",
          "Retry": [{ "ErrorEquals": ["Busy"], "IntervalSeconds": 3, "MaxAttempts": 2, "BackoffRate": 2 }],
          "Catch": [{ "ErrorEquals": ["Odd"], "Next": "No" }, { "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Sorry" }],
          "Next": "Done"
        }
        """;

    static async Task<string> Try(string definition, StateTestInput test)
    {
        var result = await StateTest.RunAsync(
            definition,
            test,
            Identity,
            new ScriptedHost(JsonObject.Of(("echo", Json.Parse("""[{"echo":true}]"""))))
        );
        var output = result.Output?.ToString() ?? $"{result.Error}: {result.Cause}";
        return $"{result.Status} {output} -> {result.NextState} {result.InspectionData}".Trim();
    }

    [Test]
    public async Task A_result_goes_its_way() =>
        Assert.That(
            await Try(
                Task,
                new(Json.Parse("""{"order":{"n":1}}"""))
                {
                    MockResult = Json.Parse("""{"Payload":{"id":7,"rest":0}}"""),
                    Level = InspectionLevel.Debug,
                }
            ),
            Is.EqualTo(
                """Succeeded {"id":7} -> Done {"input":{"order":{"n":1}},"afterInputPath":{"n":1},"afterParameters":{"FunctionName":"f","Payload":{"n":1}},"result":{"Payload":{"id":7,"rest":0}},"afterResultSelector":{"id":7},"afterResultPath":{"order":{"n":1},"paid":{"id":7}}}"""
            )
        );

    [Test]
    public async Task At_level_info_only_the_end_is_told() =>
        Assert.That(
            await Try(Task, new(Json.Parse("""{"order":1}""")) { MockResult = Json.Parse("""{"Payload":{"id":7}}""") }),
            Is.EqualTo("""Succeeded {"id":7} -> Done""")
        );

    [Test]
    public async Task An_error_that_is_retried_says_when() =>
        Assert.That(
            await Try(
                Task,
                new(Json.Parse("""{"order":1}"""))
                {
                    MockError = ("Busy", "later"),
                    Configuration = new() { RetrierRetryCount = 1 },
                    Level = InspectionLevel.Debug,
                }
            ),
            Does.StartWith("Retriable Busy: later ->")
                .And.Contain(""" "errorDetails":{"retryIndex":0,"retryBackoffIntervalSeconds":6}""".Trim())
        );

    [Test]
    public async Task When_the_attempts_are_used_up_it_is_caught() =>
        Assert.That(
            await Try(
                Task,
                new(Json.Parse("""{"order":1}"""))
                {
                    MockError = ("Busy", "later"),
                    Configuration = new() { RetrierRetryCount = 2 },
                    Level = InspectionLevel.Debug,
                }
            ),
            Does.StartWith("""CaughtError {"order":1,"error":{"Error":"Busy","Cause":"later"}} -> Sorry""")
                .And.Contain(""" "errorDetails":{"catchIndex":1}""".Trim())
        );

    [Test]
    public async Task Without_a_mock_the_host_is_asked() =>
        Assert.That(
            await Try(
                """{ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:echo", "End": true }""",
                new(Json.Parse("[1]"))
            ),
            Is.EqualTo("Succeeded [1] ->")
        );

    [Test]
    public async Task A_choice_tells_where_it_leads() =>
        Assert.That(
            await Try(
                """{ "Type": "Choice", "Choices": [{ "Variable": "$.n", "NumericGreaterThan": 1, "Next": "Many" }], "Default": "Few" }""",
                new(Json.Parse("""{"n":3}""")) { Level = InspectionLevel.Debug }
            ),
            Is.EqualTo("""Succeeded {"n":3} -> Many {"input":{"n":3},"afterInputPath":{"n":3}}""")
        );

    [Test]
    public async Task Variables_are_given_and_shown() =>
        Assert.That(
            await Try(
                """{ "Type": "Pass", "QueryLanguage": "JSONata", "Assign": { "y": "{% $x * 2 %}" }, "Output": "{% $x %}", "End": true }""",
                new(JsonObject.Empty) { Variables = JsonObject.Of(("x", 4)), Level = InspectionLevel.Debug }
            ),
            Is.EqualTo("""Succeeded 4 -> {"input":{},"variables":{"y":8}}""")
                .Or.EqualTo("""Succeeded 4 ->  {"input":{},"variables":{"y":8}}""")
        );

    [Test]
    public async Task A_map_is_answered_as_a_whole() =>
        Assert.That(
            await Try(
                """{ "Type": "Map", "MaxConcurrency": 2, "ItemProcessor": { "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } }, "End": true }""",
                new(Json.Parse("[1,2]")) { MockResult = Json.Parse("[10,20]"), Level = InspectionLevel.Trace }
            ),
            Does.StartWith("Succeeded [10,20]").And.Contain("\"maxConcurrency\":2")
        );

    [Test]
    public async Task A_state_of_a_machine_is_found_by_its_name() =>
        Assert.That(
            await Try(
                """{ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [{ "StartAt": "Inner", "States": { "Inner": { "Type": "Fail", "Error": "E" } } }], "End": true } } }""",
                new(JsonObject.Empty) { StateName = "Inner" }
            ),
            Is.EqualTo("Failed E:  ->")
        );

    [TestCase("""{ "Type": "Pass" }""", null, "must have either 'Next' or 'End'")]
    [TestCase("1", null, "Definition must be a valid JSON object")]
    public void A_wrong_definition_is_refused(string definition, string? name, string words) =>
        Assert.That(
            async () => await Try(definition, new(JsonObject.Empty) { StateName = name }),
            Throws.TypeOf<DefinitionException>().With.Message.Contains(words)
        );

    const string TolerantMap = """
        {
          "Type": "Map", "ItemsPath": "$.all", "ToleratedFailureCount": 1, "ItemSelector": { "v.$": "$$.Map.Item.Value" }, "End": true,
          "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } },
          "Catch": [{ "ErrorEquals": ["States.ExceedToleratedFailureThreshold"], "Next": "TooMany" }]
        }
        """;

    [TestCase(1, "Succeeded [7,8] ->")]
    [TestCase(
        2,
        "CaughtError {\"Error\":\"States.ExceedToleratedFailureThreshold\",\"Cause\":\"The specified tolerated failure threshold was "
            + "exceeded\"} -> TooMany"
    )]
    public async Task A_maps_failed_iterations_are_counted_against_its_tolerance(int failed, string expected) =>
        Assert.That(
            await Try(
                TolerantMap,
                new(Json.Parse("""{"all":[1,2]}"""))
                {
                    MockResult = Json.Parse("[7,8]"),
                    Configuration = new() { MapIterationFailureCount = failed },
                }
            ),
            Is.EqualTo(expected)
        );

    [Test]
    public async Task What_a_map_makes_of_its_items_is_shown() =>
        Assert.That(
            await Try(
                TolerantMap,
                new(Json.Parse("""{"all":[1,2]}""")) { MockResult = Json.Parse("[7,8]"), Level = InspectionLevel.Debug }
            ),
            Does.Contain(
                """ "afterItemsPath":[1,2],"afterItemSelector":[{"v":1},{"v":2}],"maxConcurrency":0,"toleratedFailureCount":1,""".Trim()
            )
        );

    [Test]
    public async Task A_reader_is_told_what_it_has_read() =>
        Assert.That(
            await Try(
                """
                {
                  "Type": "Map", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "Parameters": { "Bucket": "b", "Key": "k" } }, "ItemSelector": { "v.$": "$$.Map.Item.Value" }, "End": true,
                  "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } }
                }
                """,
                new(JsonObject.Empty)
                {
                    MockResult = Json.Parse("[0]"),
                    Level = InspectionLevel.Debug,
                    Configuration = new() { MapItemReaderData = Json.Parse("[5]") },
                }
            ),
            Does.Contain(""" "afterItemSelector":[{"v":5}]""".Trim())
        );

    [Test]
    public async Task The_context_object_can_be_given() =>
        Assert.That(
            await Try(
                """{ "Type": "Succeed", "InputPath": "$$.Execution.Name" }""",
                new(JsonObject.Empty) { Context = (JsonObject)Json.Parse("""{"Execution":{"Name":"mine"}}""") }
            ),
            Is.EqualTo("Succeeded \"mine\" ->")
        );

    [TestCase("""{"Pokedex":{}}""", "Invalid Context object provided: Field 'Pokedex' is not allowed")]
    [TestCase("""{"Execution":{"Id":1}}""", "Invalid Context object provided: Execution.Id must be a string")]
    [TestCase("""{"Execution":{"Odd":1}}""", "Invalid Context object provided: Field 'Odd' is not allowed")]
    [TestCase("""{"Map":{}}""", "Invalid Context object provided: 'Map' field is not supported when mocking a Context object")]
    [TestCase(
        """{"Task":{"Token":"t"}}""",
        "Invalid Context object provided: Context object contains 'Task' when state is not a Task state with a '.sync' or "
            + "'.waitForTaskToken' service integration pattern"
    )]
    public void A_context_object_that_is_none_is_refused(string context, string words) =>
        Assert.That(
            async () => await Try("""{ "Type": "Succeed" }""", new(JsonObject.Empty) { Context = (JsonObject)Json.Parse(context) }),
            Throws.TypeOf<StateTestException>().With.Message.EqualTo(words)
        );

    [TestCase("""{ "Type": "Pass", "End": true }""", "{}", "State type 'Pass' is not supported when a mock is specified")]
    [TestCase(
        """{ "Type": "Map", "ItemProcessor": { "StartAt": "P", "States": { "P": { "Type": "Succeed" } } }, "End": true }""",
        "{}",
        "Mocked result must be an array."
    )]
    [TestCase(
        """{ "Type": "Parallel", "Branches": [{ "StartAt": "P", "States": { "P": { "Type": "Succeed" } } }], "End": true }""",
        "[1,2]",
        "Mocked result must contain the same number of items as number of Parallel branches."
    )]
    [TestCase(
        """{ "Type": "Parallel", "Branches": [{ "StartAt": "P", "States": { "P": { "Type": "Succeed" } } }], "End": true }""",
        null,
        "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]"
    )]
    [TestCase(
        """{ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true }""",
        null,
        "TestState API does not support activities and the '.sync' and '.waitForTaskToken' service integration patterns when a mock "
            + "is not specified"
    )]
    public void A_mock_that_does_not_fit_the_state_is_refused(string definition, string? result, string words) =>
        Assert.That(
            async () => await Try(definition, new(JsonObject.Empty) { MockResult = result is null ? null : Json.Parse(result) }),
            Throws.TypeOf<StateTestException>().With.Message.EqualTo(words)
        );

    [Test]
    public void A_state_that_is_not_there_is_not_found() =>
        Assert.That(
            async () =>
                await Try("""{ "StartAt": "P", "States": { "P": { "Type": "Succeed" } } }""", new(JsonObject.Empty) { StateName = "Q" }),
            Throws.TypeOf<StateTestException>().With.Message.EqualTo("State not found in definition")
        );

    [Test]
    public async Task Attempts_that_are_used_up_leave_a_failure() =>
        Assert.That(
            await Try(
                """{ "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Retry": [{ "ErrorEquals": ["Busy"], "MaxAttempts": 1 }], "End": true }""",
                new(JsonObject.Empty)
                {
                    MockError = ("Busy", "later"),
                    Configuration = new() { RetrierRetryCount = 1 },
                    Level = InspectionLevel.Debug,
                }
            ),
            Does.StartWith("Failed Busy: later ->").And.Contain(""" "errorDetails":{"retryIndex":0}""".Trim())
        );
}
