using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>The errors of a state whose data do not fit, in the words of Step Functions. A state that can go on gives its output.</summary>
public class DataMistakeTests
{
    const string Where = "An error occurred while executing the state 'A' (entered at the event id #2). ";

    const string Processor = """
        "ItemProcessor": { "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } }
        """;

    const string Distributed = """
        "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" }, "StartAt": "P", "States": { "P": { "Type": "Pass", "End": true } } }
        """;

    static string Outcome(string language, string state, string input)
    {
        var tasks = (JsonObject)Json.Parse("""{ "": [{ "succeed": "done" }] }""");
        var host = new ScriptedHost(tasks);
        var machine = StateMachine.Parse(
            $$"""{ "QueryLanguage": "{{language}}", "StartAt": "A", "States": { "A": { {{state}}, "End": true } } }"""
        );
        var execution = new Execution(machine, Json.Parse(input), Given.Identity, host);
        execution.Start();
        while (execution.Status == ExecutionStatus.Running && host.Time.Advance()) { }
        Assert.That(host.Reported, Is.Empty);
        return execution.Status == ExecutionStatus.Succeeded
            ? execution.Output!.ToString()
            : $"{execution.Error}: {execution.Cause!.Replace(Where, "", StringComparison.Ordinal)}";
    }

    [TestCase("0", ExpectedResult = """{"s":0}""")]
    [TestCase("-1", ExpectedResult = "States.Runtime: The SecondsPath parameter references a negative value: $.s == -1")]
    [TestCase("1.5", ExpectedResult = "States.Runtime: The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5")]
    [TestCase("-1.5", ExpectedResult = "States.Runtime: The SecondsPath parameter cannot be parsed as a long value: $.s == -1.5")]
    [TestCase("\"x\"", ExpectedResult = "States.Runtime: The SecondsPath parameter cannot be parsed as a long value: $.s == x")]
    [TestCase("100000000", ExpectedResult = "States.Runtime: The SecondsPath parameter cannot be parsed as a long value: $.s == 100000000")]
    public string The_seconds_of_a_wait(string seconds) =>
        Outcome("JSONPath", """ "Type": "Wait", "SecondsPath": "$.s" """, $$"""{"s":{{seconds}}}""");

    const string NoTimestamp =
        "States.Runtime: The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == ";

    [TestCase("\"2026-01-02T03:04:06Z\"", ExpectedResult = """{"t":"2026-01-02T03:04:06Z"}""")]
    [TestCase("\"2020-01-01T00:00:00.5+02:00\"", ExpectedResult = """{"t":"2020-01-01T00:00:00.5+02:00"}""")]
    [TestCase("\"2020-01-01T00:00Z\"", ExpectedResult = """{"t":"2020-01-01T00:00Z"}""")]
    [TestCase("\"tomorrow\"", ExpectedResult = NoTimestamp + "tomorrow")]
    [TestCase("\"2026-01-02\"", ExpectedResult = NoTimestamp + "2026-01-02")]
    [TestCase("\"2026-13-02T03:04:05Z\"", ExpectedResult = NoTimestamp + "2026-13-02T03:04:05Z")]
    [TestCase("5", ExpectedResult = NoTimestamp + "5")]
    [TestCase("\"2200-01-01T00:00:00Z\"", ExpectedResult = "States.Runtime: Wait state delay is too long.")]
    public string The_timestamp_of_a_wait(string timestamp) =>
        Outcome("JSONPath", """ "Type": "Wait", "TimestampPath": "$.t" """, $$"""{"t":{{timestamp}}}""");

    [Test]
    public void A_timestamp_that_is_missing_is_named_with_its_path() =>
        Assert.That(
            Outcome("JSONPath", """ "Type": "Wait", "TimestampPath": "$.t" """, "{}"),
            Is.EqualTo("States.Runtime: The TimestampPath parameter does not reference an input value: $.t")
        );

    [TestCase(
        "Wait",
        "\"Seconds\": \"{% 'x' %}\"",
        ExpectedResult = "States.QueryEvaluationError: The Seconds field must be an integer from 0 to 99999999 but was: \"x\""
    )]
    [TestCase(
        "Wait",
        "\"Seconds\": \"{% -1 %}\"",
        ExpectedResult = "States.QueryEvaluationError: The Seconds field must be an integer from 0 to 99999999 but was: -1"
    )]
    [TestCase(
        "Wait",
        "\"Timestamp\": \"{% 'x' %}\"",
        ExpectedResult = "States.QueryEvaluationError: The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time "
            + "format string: x"
    )]
    [TestCase(
        "Fail",
        "\"Error\": \"{% 5 %}\"",
        ExpectedResult = "States.QueryEvaluationError: The JSONata expression specified for the field 'Error' returned an unexpected "
            + "result type. Expected 'string', but was 'number' for value: 5"
    )]
    [TestCase("Fail", "\"Error\": \"E\", \"Cause\": \"{% 'c' %}\"", ExpectedResult = "E: c")]
    public string A_computed_field(string type, string fields)
    {
        var outcome = type == "Fail" ? OutcomeOfFail(fields) : Outcome("JSONata", $" \"Type\": \"{type}\", {fields} ", "{}");
        return outcome;
    }

    static string OutcomeOfFail(string fields)
    {
        var host = new ScriptedHost(JsonObject.Empty);
        var machine = StateMachine.Parse(
            $$"""{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Fail", {{fields}} } } }"""
        );
        var execution = new Execution(machine, JsonObject.Empty, Given.Identity, host);
        execution.Start();
        return $"{execution.Error}: {execution.Cause!.Replace(Where, "", StringComparison.Ordinal)}";
    }

    [TestCase("Timeout", "1", ExpectedResult = "\"done\"")]
    [TestCase("Timeout", "99999999", ExpectedResult = "\"done\"")]
    [TestCase(
        "Timeout",
        "0",
        ExpectedResult = "States.Runtime: The TimeoutSecondsPath parameter does not reference a positive integer: $.s == 0"
    )]
    [TestCase(
        "Timeout",
        "100000000",
        ExpectedResult = "States.Runtime: The TimeoutSecondsPath parameter does not reference a positive integer: $.s == 100000000"
    )]
    [TestCase(
        "Heartbeat",
        "1.5",
        ExpectedResult = "States.Runtime: The HeartbeatSecondsPath parameter does not reference a positive integer: $.s == 1.5"
    )]
    [TestCase(
        "Heartbeat",
        "\"x\"",
        ExpectedResult = "States.Runtime: The HeartbeatSecondsPath parameter does not reference a positive integer: $.s == \"x\""
    )]
    public string The_seconds_of_a_task(string field, string seconds) =>
        Outcome(
            "JSONPath",
            $$""" "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "{{field}}SecondsPath": "$.s" """,
            $$"""{"s":{{seconds}}}"""
        );

    [Test]
    public void The_computed_seconds_of_a_task() =>
        Assert.That(
            Outcome("JSONata", """ "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "HeartbeatSeconds": "{% 0 %}" """, "{}"),
            Is.EqualTo("States.QueryEvaluationError: The HeartbeatSeconds field must be a positive integer but was: 0")
        );

    [TestCase("0", ExpectedResult = "[1,2,3]")]
    [TestCase("2", ExpectedResult = "[1,2,3]")]
    [TestCase("3000000000", ExpectedResult = "[1,2,3]")]
    [TestCase("-1", ExpectedResult = "States.Runtime: MaxConcurrency cannot be negative.")]
    [TestCase(
        "\"x\"",
        ExpectedResult = "States.Runtime: The MaxConcurrencyPath field refers to value \"x\" which is not a valid integer: $.m"
    )]
    [TestCase(
        "1.5",
        ExpectedResult = "States.Runtime: The MaxConcurrencyPath field refers to value \"1.5\" which is not a valid integer: $.m"
    )]
    public string The_concurrency_of_a_map(string most) =>
        Outcome(
            "JSONPath",
            $""" "Type": "Map", "ItemsPath": "$.items", "MaxConcurrencyPath": "$.m", {Processor} """,
            $$"""{"m":{{most}},"items":[1,2,3]}"""
        );

    [TestCase("", ExpectedResult = "States.Runtime: Reference path \"$\" must point to array.")]
    [TestCase("\"ItemsPath\": \"$.a\",", ExpectedResult = "States.Runtime: Reference path \"$.a\" must point to array.")]
    [TestCase(
        "\"ItemsPath\": \"$$.Execution.Input\",",
        ExpectedResult = "States.Runtime: Reference path \"$.Execution.Input\" must point to array."
    )]
    public string The_items_of_a_map(string path) => Outcome("JSONPath", $""" "Type": "Map", {path} {Processor} """, """{"a":1}""");

    [TestCase("\"Items\": [1, 2],", "{}", ExpectedResult = "[1,2]")]
    [TestCase("", "[3]", ExpectedResult = "[3]")]
    [TestCase("", "{}", ExpectedResult = "States.QueryEvaluationError: Map state input must be an array but was: {}")]
    public string The_items_of_a_map_in_JSONata(string items, string input) =>
        Outcome("JSONata", $""" "Type": "Map", {items} {Processor} """, input);

    [TestCase("Count", "0", ExpectedResult = "[1]")]
    [TestCase("Count", "-1", ExpectedResult = "States.Runtime: ToleratedFailureCount cannot be negative.")]
    [TestCase(
        "Count",
        "1.5",
        ExpectedResult = "States.Runtime: The ToleratedFailureCountPath field refers to value \"1.5\" which is not a valid integer: $.t"
    )]
    [TestCase("Percentage", "100", ExpectedResult = "[1]")]
    [TestCase("Percentage", "0.5", ExpectedResult = "[1]")]
    [TestCase("Percentage", "-1", ExpectedResult = "States.Runtime: ToleratedFailurePercentage must be between 0 and 100.")]
    [TestCase("Percentage", "100.5", ExpectedResult = "States.Runtime: ToleratedFailurePercentage must be between 0 and 100.")]
    [TestCase(
        "Percentage",
        "\"x\"",
        ExpectedResult = "States.Runtime: The ToleratedFailurePercentagePath field refers to value \"x\" which is not a valid float: $.t"
    )]
    public string The_tolerance_of_a_map(string kind, string tolerated) =>
        Outcome(
            "JSONPath",
            $""" "Type": "Map", "ItemsPath": "$.items", "ToleratedFailure{kind}Path": "$.t", {Distributed} """,
            $$"""{"t":{{tolerated}},"items":[1]}"""
        );

    [Test]
    public void The_computed_tolerance_of_a_map() =>
        Assert.That(
            Outcome("JSONata", $""" "Type": "Map", "Items": [1], "ToleratedFailureCount": "{"{% 'x' %}"}", {Distributed} """, "{}"),
            Is.EqualTo("States.QueryEvaluationError: The ToleratedFailureCount field must be a valid integer but was: \"x\"")
        );

    // The text around the items has 12 characters, or 36 with this BatchInput; each item counts with its comma.
    [TestCase("", 20, ExpectedResult = 4)]
    [TestCase("", 19, ExpectedResult = 3)]
    [TestCase("\"BatchInput\": { \"of\": \"n\" },", 44, ExpectedResult = 4)]
    [TestCase("\"BatchInput\": { \"of\": \"n\" },", 43, ExpectedResult = 3)]
    public int The_items_that_fit_into_a_batch(string batchInput, int bytes)
    {
        var output = Outcome(
            "JSONPath",
            $""" "Type": "Map", "ItemBatcher": {"{"} {batchInput} "MaxInputBytesPerBatch": {bytes} {"}"}, {Distributed} """,
            "[1,2,3,4,5]"
        );
        return ((JsonArray)((JsonObject)((JsonArray)Json.Parse(output))[0])["Items"]!).Count;
    }
}
