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
        "arn:aws:states:us-east-1:123456789012:express:m:r", "r", "arn:aws:states:us-east-1:123456789012:stateMachine:m", "m", "arn:aws:iam::123456789012:role/r");

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
        var result = await StateTest.RunAsync(definition, test, Identity, new ScriptedHost(JsonObject.Of(("echo", Json.Parse("""[{"echo":true}]""")))));
        return $"{result.Status} {result.Output?.ToString() ?? $"{result.Error}: {result.Cause}"} -> {result.NextState} {result.InspectionData}".Trim();
    }

    [Test]
    public async Task A_result_goes_its_way() => Assert.That(
        await Try(Task, new(Json.Parse("""{"order":{"n":1}}""")) { MockResult = Json.Parse("""{"Payload":{"id":7,"rest":0}}"""), Level = InspectionLevel.Debug }),
        Is.EqualTo("""Succeeded {"id":7} -> Done {"input":{"order":{"n":1}},"afterInputPath":{"n":1},"afterParameters":{"FunctionName":"f","Payload":{"n":1}},"result":{"Payload":{"id":7,"rest":0}},"afterResultSelector":{"id":7},"afterResultPath":{"order":{"n":1},"paid":{"id":7}}}"""));

    [Test]
    public async Task At_level_info_only_the_end_is_told() =>
        Assert.That(await Try(Task, new(Json.Parse("""{"order":1}""")) { MockResult = Json.Parse("""{"Payload":{"id":7}}""") }), Is.EqualTo("""Succeeded {"id":7} -> Done"""));

    [Test]
    public async Task An_error_that_is_retried_says_when() => Assert.That(
        await Try(Task, new(Json.Parse("""{"order":1}""")) { MockError = ("Busy", "later"), RetrierRetryCount = 1, Level = InspectionLevel.Debug }),
        Does.StartWith("Retriable Busy: later ->").And.Contain(""" "errorDetails":{"retryIndex":0,"retryBackoffIntervalSeconds":6}""".Trim()));

    [Test]
    public async Task When_the_attempts_are_used_up_it_is_caught() => Assert.That(
        await Try(Task, new(Json.Parse("""{"order":1}""")) { MockError = ("Busy", "later"), RetrierRetryCount = 2, Level = InspectionLevel.Debug }),
        Does.StartWith("""CaughtError {"order":1,"error":{"Error":"Busy","Cause":"later"}} -> Sorry""").And.Contain(""" "errorDetails":{"catchIndex":1}""".Trim()));

    [Test]
    public async Task Without_a_mock_the_host_is_asked() =>
        Assert.That(await Try("""{ "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:echo", "End": true }""", new(Json.Parse("[1]"))), Is.EqualTo("Succeeded [1] ->"));

    [Test]
    public async Task A_choice_tells_where_it_leads() => Assert.That(
        await Try("""{ "Type": "Choice", "Choices": [{ "Variable": "$.n", "NumericGreaterThan": 1, "Next": "Many" }], "Default": "Few" }""", new(Json.Parse("""{"n":3}""")) { Level = InspectionLevel.Debug }),
        Is.EqualTo("""Succeeded {"n":3} -> Many {"input":{"n":3},"afterInputPath":{"n":3}}"""));

    [Test]
    public async Task Variables_are_given_and_shown() => Assert.That(
        await Try("""{ "Type": "Pass", "QueryLanguage": "JSONata", "Assign": { "y": "{% $x * 2 %}" }, "Output": "{% $x %}", "End": true }""",
            new(JsonObject.Empty) { Variables = JsonObject.Of(("x", 4)), Level = InspectionLevel.Debug }),
        Is.EqualTo("""Succeeded 4 -> {"input":{},"variables":{"y":8}}""").Or.EqualTo("""Succeeded 4 ->  {"input":{},"variables":{"y":8}}"""));

    [Test]
    public async Task A_map_is_answered_as_a_whole() => Assert.That(
        await Try("""{ "Type": "Map", "MaxConcurrency": 2, "ItemProcessor": { "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } }, "End": true }""",
            new(Json.Parse("[1,2]")) { MockResult = Json.Parse("[10,20]"), Level = InspectionLevel.Trace }),
        Does.StartWith("Succeeded [10,20]").And.Contain("\"maxConcurrency\":2"));

    [Test]
    public async Task A_state_of_a_machine_is_found_by_its_name() => Assert.That(
        await Try("""{ "StartAt": "P", "States": { "P": { "Type": "Parallel", "Branches": [{ "StartAt": "Inner", "States": { "Inner": { "Type": "Fail", "Error": "E" } } }], "End": true } } }""",
            new(JsonObject.Empty) { StateName = "Inner" }),
        Is.EqualTo("Failed E:  ->"));

    [TestCase("""{ "Type": "Pass" }""", null, "must have either 'Next' or 'End'")]
    [TestCase("1", null, "Definition must be a valid JSON object")]
    [TestCase("""{ "StartAt": "P", "States": { "P": { "Type": "Succeed" } } }""", "Q", "The definition has no state 'Q'")]
    public void A_wrong_definition_is_refused(string definition, string? name, string words) =>
        Assert.That(async () => await Try(definition, new(JsonObject.Empty) { StateName = name }), Throws.TypeOf<DefinitionException>().With.Message.Contains(words));
}
