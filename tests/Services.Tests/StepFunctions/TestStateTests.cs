using System.Text.Json;
using Classroom.Cloud.StepFunctions;

namespace Classroom.Services.Tests.StepFunctions;

/// <summary>TestState with mocked results. The sentences about wrong results are those of AWS.</summary>
sealed class TestStateTests : MachineTest
{
    const string Events = "events:putEvents";
    const string Start = "states:startExecution";
    const string Object = "aws-sdk:s3:getObject";

    [TestCase(Events, """{"Entries":"text"}""", "Field 'Entries' must be an array")]
    [TestCase(Events, """{"Entries":[{"EventId":["text"]}]}""", "Field 'EventId' must be a string")]
    [TestCase(Events, """{"Entries":[{"EventId":"text"},{"EventId":["text"]}]}""", "Field 'EventId' must be a string")]
    [TestCase(Start, """{"ExecutionArn":"text","StartDate":true}""", "Field 'StartDate' must be a string")]
    [TestCase(Start, """{"ExecutionArn":"text","StartDate":1764103483}""", "Field 'StartDate' must be a string")]
    [TestCase("lambda:invoke", """{"StatusCode":"200"}""", "Field 'StatusCode' must be a number")]
    [TestCase("lambda:invoke", """{"Payload":{"a":1}}""", "Field 'Payload' must be a string")]
    [TestCase(Object, """{"ContentLength":"9000"}""", "Field 'ContentLength' must be a number")]
    [TestCase(Object, """{"StorageClass":"Papyrus"}""", "Field 'StorageClass' is not an expected value")]
    [TestCase(
        "aws-sdk:lambda:getFunction",
        """{"Configuration":{"MemorySize":127}}""",
        "Field 'MemorySize' is less than the minimum value"
    )]
    [TestCase("aws-sdk:lambda:getFunction", """{"Configuration":{"MemorySize":99999}}""", "Field 'MemorySize' exceeds the maximum value")]
    [TestCase("aws-sdk:sfn:describeActivity", """{"Name":""}""", "Field 'Name' is smaller than the minimum length")]
    public async Task A_mocked_result_that_the_service_cannot_return_is_refused(string resource, string result, string expected)
    {
        foreach (var mode in new[] { "STRICT", "PRESENT" })
        {
            if (mode == "STRICT" && resource.EndsWith("describeActivity", StringComparison.Ordinal))
                continue;
            var refused = await RefusedAsync<TestState>(Wrong, Mocked(resource, result, mode));
            Assert.That(refused.Message, Is.EqualTo($"Mock result schema validation error: {expected}"), mode);
        }
    }

    [TestCase("{}")]
    [TestCase("""{"executionArn":"text","startDate":"text"}""")]
    public async Task A_mocked_result_without_a_required_member_is_refused_in_strict_mode_alone(string result)
    {
        var refused = await RefusedAsync<TestState>(Wrong, Mocked(Start, result));
        Assert.That(refused.Message, Is.EqualTo("Mock result schema validation error: Required field 'ExecutionArn' is missing"));
        Assert.That((await CallAsync<TestState>(Mocked(Start, result, "PRESENT"))).At("output"), Is.EqualTo(result));
    }

    [TestCase("aws-sdk:sfn:describeActivity", """{"Name":true}""", "NONE")]
    [TestCase(Events, """{"random":"json"}""", "STRICT")]
    [TestCase(Events, "{}", "STRICT")]
    [TestCase("sqs:sendMessage.waitForTaskToken", """{"MessageId":7}""", "STRICT")]
    [TestCase("dynamodb:getItem", """{"ConsumedCapacity":"a service that is not here"}""", "STRICT")]
    public async Task Any_mocked_result_is_taken_that_is_not_the_answer_of_a_known_operation(string resource, string result, string mode) =>
        Assert.That((await CallAsync<TestState>(Mocked(resource, result, mode))).At("output"), Is.EqualTo(result));

    [Test]
    public async Task A_mocked_result_that_is_no_object_is_refused_in_words_that_no_recording_shows() =>
        Assert.That(
            (await RefusedAsync<TestState>(Wrong, Mocked(Events, "[]"))).Message,
            Is.EqualTo("Mock result schema validation error: Mocked result must be a JSON object")
        );

    [TestCase("inspectionLevel", "ALL", "inspectionLevel", "[INFO, DEBUG, TRACE]")]
    public async Task An_unknown_level_is_refused_by_the_model(string member, string value, string place, string values)
    {
        var refused = await RefusedAsync<TestState>(
            Wrong,
            new Dictionary<string, object> { ["definition"] = """{"Type":"Pass","End":true}""", [member] = value }
        );
        Assert.That(
            refused.Message,
            Is.EqualTo(
                $"1 validation error detected: Value '{value}' at '{place}' failed to satisfy constraint: "
                    + $"Member must satisfy enum value set: {values}"
            )
        );
    }

    [Test]
    public async Task Lists_of_the_inspection_data_are_written_as_the_caller_wrote_them()
    {
        var tested = await CallAsync<TestState>(
            new
            {
                definition = """
                {"Type":"Map","ItemsPath":"$.Values","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"End":true}
                """,
                input = """{"Values": ["first", "second"]}""",
                mock = new { result = "[1, 2]" },
                inspectionLevel = "DEBUG",
            }
        );
        Assert.That(tested.At("inspectionData/afterItemsPath"), Is.EqualTo("""["first", "second"]"""));
    }

    static object Mocked(string resource, string result, string mode = "STRICT") =>
        new
        {
            definition = JsonSerializer.Serialize(
                new
                {
                    Type = "Task",
                    Resource = $"arn:aws:states:::{resource}",
                    Parameters = new { },
                    End = true,
                }
            ),
            mock = new { result, fieldValidationMode = mode },
        };
}
