using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Syntax;

namespace Classroom.StatesLanguage.Tests.Definitions;

/// <summary>Definitions with mistakes: which, and where.</summary>
public class ValidationTests
{
    static string[] Diagnose(string definition, ExecutionType type = ExecutionType.Standard) =>
        [
            .. DefinitionValidator
                .Validate(definition, type)
                .Select(diagnostic => $"{diagnostic.Code} {diagnostic.Location}: {diagnostic.Message}"),
        ];

    static string Machine(string states) => $$"""{ "StartAt": "A", "States": { {{states}} } }""";

    [Test]
    public void A_good_definition_has_none() =>
        Assert.That(Diagnose(Machine(""" "A": { "Type": "Pass", "Comment": "c", "End": true } """)), Is.Empty);

    [TestCase("", "SCHEMA_VALIDATION_FAILED : Definition must be a valid JSON object")]
    [TestCase("[]", "SCHEMA_VALIDATION_FAILED : Definition must be a valid JSON object")]
    [TestCase("{}", "SCHEMA_VALIDATION_FAILED /: These fields are required: [States, StartAt]")]
    [TestCase("""{ "States": { "A": { "Type": "Succeed" } } }""", "SCHEMA_VALIDATION_FAILED /: These fields are required: [StartAt]")]
    public void What_a_machine_needs(string definition, string expected) => Assert.That(Diagnose(definition), Does.Contain(expected));

    [TestCase(""" "A": { "Type": "Pass", "Next": "B" } """, "MISSING_TRANSITION_TARGET /States/A/Next: Missing 'Next' target: B")]
    [TestCase(
        """ "A": { "Type": "Pass", "End": true }, "B": { "Type": "Succeed" } """,
        "MISSING_TRANSITION_TARGET /States/B: State \"B\" is not reachable."
    )]
    [TestCase(""" "A": { "Type": "Pass" } """, "SCHEMA_VALIDATION_FAILED /States/A: The state must have either 'Next' or 'End'")]
    [TestCase(""" "A": { "Type": "Pass", "Next": "A" } """, "MISSING_END_STATE : Workflow has no terminal state")]
    [TestCase(
        """ "A": { "Type": "Job", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Type: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, "
            + "Fail, Choice, Parallel, Map]"
    )]
    [TestCase(""" "A": { "Type": "Pass", "Odd": 1, "End": true } """, "SCHEMA_VALIDATION_FAILED /States/A: Field 'Odd' is not supported")]
    [TestCase(
        """ "A": { "Type": "Pass", "Arguments": {}, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A: The QueryLanguage is set to 'JSONPath', but field 'Arguments' is only supported for the "
            + "'JSONata' QueryLanguage"
    )]
    [TestCase(
        """ "A": { "Type": "Pass", "QueryLanguage": "JSONata", "InputPath": "$", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A: The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the "
            + "'JSONPath' QueryLanguage"
    )]
    [TestCase(
        """ "A": { "Type": "Pass", "InputPath": "a", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/InputPath: The field 'InputPath' is not a valid JSONPath: 'a' does not begin with '$'"
    )]
    [TestCase(
        """ "A": { "Type": "Pass", "ResultPath": "$.a[*]", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/ResultPath: The field 'ResultPath' is not a reference path"
    )]
    [TestCase(
        """ "A": { "Type": "Pass", "Parameters": { "x.$": "y" }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Parameters/x.$: The value for the field 'x.$' must be a valid JSONPath or a valid "
            + "intrinsic function call"
    )]
    [TestCase(
        """ "A": { "Type": "Pass", "Parameters": { "x.$": 1 }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Parameters/x.$: The value for the field 'x.$' must be a STRING"
    )]
    [TestCase(""" "A": { "Type": "Task", "End": true } """, "SCHEMA_VALIDATION_FAILED /States/A: These fields are required: [Resource]")]
    [TestCase(
        """ "A": { "Type": "Task", "Resource": "arn:aws:s3:::bucket", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Resource: The resource provided arn:aws:s3:::bucket is not recognized. "
            + "The value is not a valid resource ARN"
    )]
    [TestCase(
        """ "A": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "TimeoutSeconds": 0, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/TimeoutSeconds: The field 'TimeoutSeconds' is not an integer from 1 to 99999999"
    )]
    [TestCase(
        """ "A": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Retry": [{ "ErrorEquals": ["States.ALL", "x"] }], "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Retry[0]/ErrorEquals: The field 'ErrorEquals' must not have other names beside States.ALL"
    )]
    [TestCase(
        """ "A": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Catch": [{ "ErrorEquals": ["x"], "Next": "C" }], "End": true } """,
        "MISSING_TRANSITION_TARGET /States/A/Catch[0]/Next: Missing 'Next' target: C"
    )]
    [TestCase(
        """ "A": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "Next": "A" }] } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Choices[0]: A rule must have exactly one comparison operator; this one has 0"
    )]
    [TestCase(
        """ "A": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "NumericEquals": "1", "Next": "A" }] } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Choices[0]/NumericEquals: The field 'NumericEquals' must be a number"
    )]
    [TestCase(
        """ "A": { "Type": "Wait", "Seconds": 1, "SecondsPath": "$.s", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A: A Wait state must have exactly one of"
    )]
    [TestCase(
        """ "A": { "Type": "Wait", "Timestamp": "tomorrow", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Timestamp: String does not match RFC3339 timestamp"
    )]
    [TestCase(
        """ "A": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% 1 + %}", "End": true } """,
        "INVALID_JSONATA_EXPRESSION /States/A/Output: Unexpected end of expression"
    )]
    [TestCase(
        """ "A": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": { "v": "{% $states.input.x & phone.number %}" }, "End": true } """,
        "UNSUPPORTED_JSONATA_EXPRESSION /States/A/Output/v: Reference to 'phone' at the top level is not supported."
    )]
    [TestCase(
        """ "A": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $map([1], function($x) { $x + tax }) %}", "End": true } """,
        "UNSUPPORTED_JSONATA_EXPRESSION /States/A/Output: Reference to 'tax' at the top level is not supported."
    )]
    [TestCase(
        """ "A": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $$ %}", "End": true } """,
        "UNSUPPORTED_JSONATA_EXPRESSION /States/A/Output: Reference to '$$' at the top level is not supported."
    )]
    [TestCase(
        """ "A": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.errorOutput %}", "End": true } """,
        "UNSUPPORTED_JSONATA_EXPRESSION /States/A/Output: Reference to '$states.errorOutput'"
    )]
    [TestCase(
        """ "A": { "Type": "Wait", "QueryLanguage": "JSONata", "Seconds": -1, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Seconds: The field 'Seconds' is not an integer from 0 to 99999999"
    )]
    [TestCase(
        """ "A": { "Type": "Wait", "QueryLanguage": "JSONata", "Seconds": "5", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Seconds: The field 'Seconds' must be a JSONata expression"
    )]
    [TestCase(
        """ "A": { "Type": "Wait", "QueryLanguage": "JSONata", "Timestamp": "tomorrow", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Timestamp: String does not match RFC3339 timestamp"
    )]
    [TestCase(
        """ "A": { "Type": "Pass", "TimeoutSeconds": 5, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A: Field 'TimeoutSeconds' is not supported"
    )]
    [TestCase(""" "A": { "Type": "Choice", "Choices": [] } """, "SCHEMA_VALIDATION_FAILED /States/A/Choices: Value cannot be empty")]
    [TestCase(
        """ "A": { "Type": "Parallel", "Branches": [], "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Branches: Value cannot be empty"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "QueryLanguage": "JSONata", "ItemProcessor": { "StartAt": "B", "States": { "B": { "Type": "Pass", "Output": 1, "End": true } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/ItemProcessor/States/B: The QueryLanguage is set to 'JSONPath', but field 'Output'"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "ItemProcessor": { "QueryLanguage": "JSONata", "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/ItemProcessor: Field 'QueryLanguage' is not supported"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A: These fields are required: [ItemProcessor]"
    )]
    [TestCase(
        """ "A": { "Type": "Parallel", "Branches": [{ "StartAt": "B", "States": { "B": { "Type": "Pass", "Next": "A" } } }], "End": true } """,
        "MISSING_TRANSITION_TARGET /States/A/Branches[0]/States/B/Next: Missing 'Next' target: A"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "ItemProcessor": { "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }, "End": true } """,
        "DUPLICATE_STATE_NAME /States/A/ItemProcessor/States/A: Duplicate state name: A"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "Label": "", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Label: The field 'Label' must have 1 to 40 characters"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "Label": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Label: The field 'Label' must have 1 to 40 characters"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "Label": "a b", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Label: The field 'Label' contains invalid character: ' '"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "Label": "a/b|", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Label: The field 'Label' contains invalid character: '|'"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "ItemBatcher": {}, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/ItemBatcher: An ItemBatcher must have 'MaxItemsPerBatch' or 'MaxInputBytesPerBatch'"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "ToleratedFailureCount": 1, "ToleratedFailureCountPath": "$.t", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A: A state can't have both 'ToleratedFailureCount' and 'ToleratedFailureCountPath'"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "ToleratedFailurePercentage": 101, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/ToleratedFailurePercentage: The field 'ToleratedFailurePercentage' is not a number from "
            + "0 to 100"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "ToleratedFailureCount": 1.5, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/ToleratedFailureCount: The field 'ToleratedFailureCount' is not an integer from 0 to 2147483647"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "Parameters": { "Bucket": "b", "Key": "k" }, "ReaderConfig": { "InputType": "XML" } }, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/ItemReader/ReaderConfig/InputType: The field 'InputType' should have one of these "
            + "values: [CSV, JSON, JSONL, PARQUET, MANIFEST]"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "Parameters": { "Bucket": "b", "Key": "k" }, "ReaderConfig": { "Transformation": "SOME" } }, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/ItemReader/ReaderConfig/Transformation: The field 'Transformation' should have one of "
            + "these values: [NONE, LOAD_AND_FLATTEN]"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "Parameters": { "Bucket": "b", "Key": "k" }, "ReaderConfig": { "ItemsPointer": "a" } }, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/ItemReader/ReaderConfig/ItemsPointer: The field 'ItemsPointer' is not a JSON pointer"
    )]
    [TestCase(
        """ "A": { "Type": "Map", "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "Parameters": { "Bucket": "b", "Key": "k" }, "ReaderConfig": { "Odd": 1 } }, "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/ItemReader/ReaderConfig: Field 'Odd' is not supported"
    )]
    [TestCase(
        """ "A": { "Type": "Fail", "Error": "e", "ErrorPath": "$.e" } """,
        "SCHEMA_VALIDATION_FAILED /States/A: A state can't have both 'Error' and 'ErrorPath'"
    )]
    [TestCase(""" "A": { "Type": "Fail", "CausePath": "e" } """, "SCHEMA_VALIDATION_FAILED /States/A/CausePath")]
    [TestCase(""" "A": 5 """, "SCHEMA_VALIDATION_FAILED /States/A: The state 'A' is not an object")]
    [TestCase(""" "B": { "Type": "Succeed" } """, "MISSING_TRANSITION_TARGET /StartAt: Missing 'Next' target: A")]
    [TestCase(
        """ "A": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": "B" }], "Default": "C" }, "B": { "Type": "Succeed" } """,
        "MISSING_TRANSITION_TARGET /States/A/Default: Missing 'Next' target: C"
    )]
    [TestCase(
        """ "A": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "Next": "C" }] } """,
        "MISSING_TRANSITION_TARGET /States/A/Choices[0]/Next: Missing 'Next' target: C"
    )]
    [TestCase(
        """ "A": { "Type": "Choice", "Choices": [{ "IsNull": true, "Next": "A" }] } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Choices[0]: A rule must have one of 'Variable', 'And', 'Or' and 'Not'"
    )]
    [TestCase(
        """ "A": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsNull": true, "IsString": true, "Next": "A" }] } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Choices[0]: A rule must have exactly one comparison operator; this one has 2"
    )]
    [TestCase(
        """ "A": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "StringMatchesPath": "$.b", "Next": "A" }] } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Choices[0]: Field 'StringMatchesPath' is not supported"
    )]
    [TestCase(
        """ "A": { "Type": "Choice", "Choices": [{ "And": [{ "Variable": "$.a", "IsNull": true, "Odd": 1 }], "Next": "A" }] } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Choices[0]/And[0]: Field 'Odd' is not supported"
    )]
    [TestCase(
        """ "A": { "Type": "Choice", "Choices": [{ "Not": { "Variable": "$.a", "IsNull": "x", "Odd": 1 }, "Next": "A" }] } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Choices[0]/Not: Field 'Odd' is not supported"
    )]
    [TestCase(
        """ "A": { "Type": "Choice", "QueryLanguage": "JSONata", "Choices": [{ "Next": "A" }] } """,
        "SCHEMA_VALIDATION_FAILED /States/A/Choices[0]: These fields are required: [Condition]"
    )]
    [TestCase(""" "A": { "Type": "Choice" } """, "SCHEMA_VALIDATION_FAILED /States/A: These fields are required: [Choices]")]
    [TestCase(
        """ "A": { "Type": "Parallel", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A: These fields are required: [Branches]"
    )]
    [TestCase(
        """ "A": { "Type": "Pass", "Next": "A", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A: The state must have either 'Next' or 'End'"
    )]
    [TestCase(
        """ "A": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "HeartbeatSeconds": 100000000, "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A/HeartbeatSeconds: The field 'HeartbeatSeconds' is not an integer from 1 to 99999999"
    )]
    [TestCase(
        """ "A": { "Type": "Wait", "End": true } """,
        "SCHEMA_VALIDATION_FAILED /States/A: A Wait state must have exactly one of 'Seconds', 'Timestamp', 'SecondsPath' and "
            + "'TimestampPath'"
    )]
    public void A_mistake_is_named_at_its_place(string states, string expected) =>
        Assert.That(Diagnose(Machine(states)), Has.Some.StartsWith(expected));

    [Test]
    public void A_label_may_have_forty_characters() =>
        Assert.That(
            Diagnose(
                Machine(
                    $$""" "A": { "Type": "Map", "Label": "{{new string('x', 40)}}", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED" }, "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true } """
                )
            ),
            Is.Empty
        );

    [Test]
    public void Every_mistake_is_reported_at_once() =>
        Assert.That(
            Diagnose(Machine(""" "A": { "Type": "Pass", "Odd": 1, "InputPath": "x", "Next": "C" }, "B": { "Type": "Task" } """)),
            Has.Length.EqualTo(6),
            "the unknown field, the path, the target, no resource, no transition, no end"
        );

    [TestCase("$map([1], function($x) { $x })", Description = "a parameter")]
    [TestCase("$states.input.orders[total > 5].{ 'id': id }", Description = "names within a path are those of its items")]
    [TestCase("$states.input^(price)", Description = "so are those that sort")]
    [TestCase("$states.input{ kind: $sum(price) }", Description = "and those that group")]
    [TestCase("$states.input ~> | orders | { 'total': a + b } |", Description = "and those of a transform")]
    [TestCase("($f := 1; $f)", Description = "a variable of the expression's own")]
    public void What_an_expression_reads_of_its_own_items_is_no_reference_to_an_input(string expression) =>
        Assert.That(
            Diagnose(Machine($$""" "A": { "Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% {{expression}} %}", "End": true } """)),
            Is.Empty
        );

    [Test]
    public void A_catcher_may_refer_to_the_error() =>
        Assert.That(
            Diagnose(
                Machine(
                    """ "A": { "Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::sns:publish", "Catch": [{ "ErrorEquals": ["States.ALL"], "Output": "{% $states.errorOutput %}", "Next": "B" }], "End": true }, "B": { "Type": "Succeed" } """
                )
            ),
            Is.Empty
        );

    [Test]
    public void What_is_no_JSON_is_said_in_the_words_of_the_service() =>
        Assert.That(
            DefinitionValidator.Validate("not a definition").Single(),
            Is.EqualTo(
                new Diagnostic(
                    "ERROR",
                    "INVALID_JSON_DESCRIPTION",
                    "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or "
                        + "'false')\n at [Source: (String)\"not a definition\"; line: 1, column: 4]",
                    "[Source: (String)\"not a definition\"; line: 1, column: 4]"
                )
            )
        );

    [Test]
    public void Without_an_end_nobody_asks_what_is_reached() =>
        Assert.That(
            Diagnose(
                Machine(
                    """ "A": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Pass", "Next": "A" }, "C": { "Type": "Pass", "Next": "A" } """
                )
            ),
            Is.EqualTo(new[] { "MISSING_END_STATE : Workflow has no terminal state" })
        );

    [Test]
    public void A_language_is_not_taken_back() =>
        Assert.That(
            Diagnose(
                """{ "QueryLanguage": "JSONata", "StartAt": "A", "States": { "A": { "Type": "Pass", "QueryLanguage": "JSONPath", "End": true } } }"""
            ),
            Is.EqualTo(
                new[]
                {
                    "SCHEMA_VALIDATION_FAILED /States/A: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
                }
            )
        );

    [Test]
    public void An_express_machine_waits_for_nobody() =>
        Assert.That(
            Diagnose(
                Machine(""" "A": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": true } """),
                ExecutionType.Express
            ),
            Is.EqualTo(
                new[]
                {
                    "SCHEMA_VALIDATION_FAILED /States/A/Resource: Express state machine does not support '.waitForTaskToken' service "
                        + "integration ",
                }
            )
        );

    [Test]
    public void A_definition_longer_than_a_megabyte_is_refused() =>
        Assert.That(Diagnose($$"""{ "Comment": "{{new string('x', 1024 * 1024)}}" }"""), Has.Some.Contain("longer than 1048576 bytes"));
}
