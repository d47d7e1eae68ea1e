using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.History;
using Classroom.StatesLanguage.Tests.Executions;

namespace Classroom.StatesLanguage.Tests.Maps;

/// <summary>The items that a distributed Map reads out of a file, as the array of its results, or the reason why it reads none.</summary>
public class ItemReaderTests
{
    static string Items(string config, string content, string parameters = "\"Key\": \"f\"", string input = "{}", string objects = "b/f")
    {
        var host = new ScriptedHost(JsonObject.Empty, JsonObject.Of((objects, content)));
        var machine = StateMachine.Parse(
            $$"""
            { "StartAt": "M", "States": { "M": {
                "Type": "Map",
                "Label": "m",
                "ItemReader": {
                    "Resource": "arn:aws:states:::s3:getObject",
                    "ReaderConfig": { {{config}} },
                    "Parameters": { "Bucket": "b", {{parameters}} }
                },
                "ItemProcessor": {
                    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" },
                    "StartAt": "P",
                    "States": { "P": { "Type": "Pass", "End": true } }
                },
                "End": true
            } } }
            """
        );
        var execution = new Execution(machine, Json.Parse(input), Given.Identity, host);
        execution.Start();
        while (execution.Status == ExecutionStatus.Running && host.Time.Advance()) { }
        return execution.Output?.ToString() ?? $"{execution.Error}: {execution.Cause}";
    }

    [TestCase("", "x,y\n1,2", ExpectedResult = """[{"x":"1","y":"2"}]""")]
    [TestCase(", \"CSVDelimiter\": \"COMMA\"", "x,y\n1,2", ExpectedResult = """[{"x":"1","y":"2"}]""")]
    [TestCase(", \"CSVDelimiter\": \"PIPE\"", "x|y\n1|2", ExpectedResult = """[{"x":"1","y":"2"}]""")]
    [TestCase(", \"CSVDelimiter\": \"SEMICOLON\"", "x;y\n1;2", ExpectedResult = """[{"x":"1","y":"2"}]""")]
    [TestCase(", \"CSVDelimiter\": \"SPACE\"", "x y\n1 2", ExpectedResult = """[{"x":"1","y":"2"}]""")]
    [TestCase(", \"CSVDelimiter\": \"TAB\"", "x\ty\n1\t2", ExpectedResult = """[{"x":"1","y":"2"}]""")]
    [TestCase("", "\uFEFFx,y\n1,2", ExpectedResult = """[{"x":"1","y":"2"}]""", Description = "a byte order mark is no part of a name")]
    [TestCase("", "x,y\n1\n1,2,3", ExpectedResult = """[{"x":"1","y":""},{"x":"1","y":"2"}]""", Description = "rows of other lengths")]
    [TestCase("", "", ExpectedResult = "[]")]
    [TestCase(", \"CSVHeaderLocation\": \"GIVEN\", \"CSVHeaders\": [\"a\", \"b\"]", "1,2", ExpectedResult = """[{"a":"1","b":"2"}]""")]
    [TestCase("", "x,x\n1,2", ExpectedResult = "States.ItemReaderFailed: CSV headers cannot contain duplicates.")]
    public string A_CSV_file(string more, string content) => Items($"\"InputType\": \"CSV\"{more}", content);

    [TestCase("1\n{\"a\":2}\n", ExpectedResult = """[1,{"a":2}]""")]
    [TestCase(" 1 \r\n\n 2", ExpectedResult = "[1,2]", Description = "empty lines are no items")]
    public string A_file_of_JSON_lines(string content) => Items("\"InputType\": \"JSONL\"", content);

    [TestCase("[1,2,3]", ExpectedResult = "[1,2,3]")]
    [TestCase("5", ExpectedResult = "States.ItemReaderFailed: Attempting to map over non-iterable node.")]
    public string A_JSON_file(string content) => Items("\"InputType\": \"JSON\"", content);

    [TestCase("JSON")]
    [TestCase("JSONL")]
    public void A_file_with_a_mistake_is_not_read(string type) =>
        Assert.That(Items($"\"InputType\": \"{type}\"", "[1,"), Does.StartWith($"States.ItemReaderFailed: The file is not {type}: "));

    [Test]
    public void An_object_that_does_not_exist_is_named() =>
        Assert.That(
            Items("", "[1]", objects: "b/other"),
            Is.EqualTo("States.ItemReaderFailed: The object 'f' does not exist in the bucket 'b'")
        );

    [TestCase("0", ExpectedResult = "[1,2,3]", Description = "0 is no limit")]
    [TestCase("2", ExpectedResult = "[1,2]")]
    [TestCase("3", ExpectedResult = "[1,2,3]")]
    [TestCase("9", ExpectedResult = "[1,2,3]")]
    [TestCase("-1", ExpectedResult = "States.ItemReaderFailed: field MaxItems must be positive")]
    public string The_greatest_number_of_items(string most) => Items("\"MaxItemsPath\": \"$.m\"", "[1,2,3]", input: $$"""{"m":{{most}}}""");
}
