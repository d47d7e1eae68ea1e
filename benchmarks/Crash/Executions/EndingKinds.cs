using System.Text.Json.Nodes;

namespace Classroom.Benchmarks.Crash.Executions;

/// <summary>State machines whose executions end by themselves.</summary>
static class EndingKinds
{
    public const string WitnessQueue = "crash-witnesses";

    public static IReadOnlyList<Kind> All(Scene scene) =>
        [Echo, Kept, Witness(scene), Function, Fan, Spread, Parent, Fails, Retries, TimesOut];

    public static Kind Child { get; } =
        new(
            "crash-child",
            """
            { "StartAt": "Pause", "States": { "Pause": { "Type": "Wait", "Seconds": 1, "Next": "Done" }, "Done": { "Type": "Succeed" } } }
            """
        )
        {
            Input = _ => new JsonObject(),
            Ends = Ending.Success,
            Enters = _ => ["Pause", "Done"],
            Least = TimeSpan.FromSeconds(1),
        };

    static Kind Echo { get; } =
        new(
            "crash-echo",
            """
            { "StartAt": "First", "States": { "First": { "Type": "Pass", "Next": "Last" }, "Last": { "Type": "Pass", "End": true } } }
            """
        )
        {
            // Sometimes an input of the greatest allowed size.
            Input = random =>
                random.Next(40) == 0
                    ? new JsonObject { ["text"] = Awkward.Text(random, 100), ["large"] = new string('汉', 80_000) }
                    : Awkward.Object(random, 4, 200),
            Ends = Ending.Success,
            Enters = _ => ["First", "Last"],
        };

    /// <summary>Variables and evaluated values must survive the Wait state.</summary>
    static Kind Kept { get; } =
        new(
            "crash-kept",
            """
            {
              "QueryLanguage": "JSONata",
              "StartAt": "Keep",
              "States": {
                "Keep": {
                  "Type": "Pass", "Assign": { "kept": "{% $states.input %}" }, "Output": { "sum": "{% $sum($states.input.numbers) %}" },
                  "Next": "Pause"
                },
                "Pause": { "Type": "Wait", "Seconds": "{% $kept.seconds %}", "Next": "Done" },
                "Done": { "Type": "Pass", "Output": { "sum": "{% $states.input.sum %}", "text": "{% $kept.text %}" }, "End": true }
              }
            }
            """
        )
        {
            Input = random => new JsonObject
            {
                ["numbers"] = Numbers(random, 5),
                ["seconds"] = random.Next(1, 4),
                ["text"] = Awkward.Text(random, 300),
            },
            Ends = input =>
                Ending.Success(
                    new JsonObject
                    {
                        ["sum"] = input["numbers"]!.AsArray().Sum(number => (int)number!),
                        ["text"] = input["text"]!.DeepClone(),
                    }
                ),
            Enters = _ => ["Keep", "Pause", "Done"],
            Least = TimeSpan.FromSeconds(1),
        };

    static Kind Witness(Scene scene) =>
        new(
            "crash-witness",
            $$"""
            {
              "StartAt": "Tell",
              "States": {
                "Tell": {
                  "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
                  "Parameters": { "QueueUrl": "{{scene.QueueUrl(WitnessQueue)}}", "MessageBody.$": "$$.Execution.Name" },
                  "ResultPath": null, "Next": "Pause"
                },
                "Pause": { "Type": "Wait", "Seconds": 1, "Next": "Done" },
                "Done": { "Type": "Succeed" }
              }
            }
            """
        )
        {
            Input = random => Awkward.Object(random, 2, 50),
            Ends = Ending.Success,
            Enters = _ => ["Tell", "Pause", "Done"],
            Least = TimeSpan.FromSeconds(1),
            IsWitnessed = true,
        };

    static Kind Function { get; } =
        new(
            "crash-function",
            $$"""
            {
              "StartAt": "Validate",
              "States": {
                "Validate": {
                  "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                  "Parameters": { "FunctionName": "{{Scenery.Validator}}", "Payload.$": "$" }, "OutputPath": "$.Payload",
                  "Retry": [ { "ErrorEquals": [ "States.ALL" ], "IntervalSeconds": 1, "MaxAttempts": 8, "BackoffRate": 1 } ], "End": true
                }
              }
            }
            """
        )
        {
            Input = random => new JsonObject { ["name"] = "Zoë", ["text"] = Awkward.Text(random, 300) },
            Ends = input =>
                Ending.Success(
                    new JsonObject
                    {
                        ["name"] = "Zoë",
                        ["text"] = input["text"]!.DeepClone(),
                        ["validated"] = true,
                    }
                ),
            Enters = _ => ["Validate"],
        };

    static Kind Fan { get; } =
        new(
            "crash-fan",
            """
            {
              "StartAt": "Fan",
              "States": {
                "Fan": {
                  "Type": "Parallel", "End": true,
                  "Branches": [
                    {
                      "StartAt": "Pause",
                      "States": {
                        "Pause": { "Type": "Wait", "Seconds": 1, "Next": "Waited" },
                        "Waited": { "Type": "Pass", "Result": "waited", "End": true }
                      }
                    },
                    {
                      "StartAt": "Each",
                      "States": {
                        "Each": {
                          "Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 3, "End": true,
                          "ItemProcessor": {
                            "StartAt": "Item",
                            "States": { "Item": { "Type": "Wait", "Seconds": 1, "Next": "Same" }, "Same": { "Type": "Pass", "End": true } }
                          }
                        }
                      }
                    }
                  ]
                }
              }
            }
            """
        )
        {
            Input = random => new JsonObject { ["items"] = Numbers(random, random.Next(1, 6)) },
            Ends = input => Ending.Success(new JsonArray("waited", input["items"]!.DeepClone())),
            Enters = input => ["Fan", "Pause", "Waited", "Each", .. input["items"]!.AsArray().SelectMany(_ => (string[])["Item", "Same"])],
            Least = TimeSpan.FromSeconds(1),
        };

    static Kind Spread { get; } =
        new(
            "crash-spread",
            """
            {
              "StartAt": "Spread",
              "States": {
                "Spread": {
                  "Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 5, "Label": "Spread", "End": true,
                  "ItemProcessor": {
                    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
                    "StartAt": "Item",
                    "States": { "Item": { "Type": "Wait", "Seconds": 1, "Next": "Same" }, "Same": { "Type": "Pass", "End": true } }
                  }
                }
              }
            }
            """
        )
        {
            Input = random => new JsonObject { ["items"] = Numbers(random, 8) },
            Ends = input => Ending.Success(input["items"]!.DeepClone()),
            Enters = _ => ["Spread"],
            Least = TimeSpan.FromSeconds(2),
            MapItems = 8,
        };

    static Kind Parent { get; } =
        new(
            "crash-parent",
            $$"""
            {
              "StartAt": "Child",
              "States": {
                "Child": {
                  "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
                  "Parameters": {
                    "StateMachineArn": "{{Child.MachineArn}}", "Name.$": "States.Format('{}-child', $$.Execution.Name)", "Input.$": "$"
                  },
                  "OutputPath": "$.Output", "End": true
                }
              }
            }
            """
        )
        {
            Input = random => new JsonObject { ["text"] = Awkward.Text(random, 300) },
            Ends = Ending.Success,
            Enters = _ => ["Child"],
            Least = TimeSpan.FromSeconds(1),
            Child = "crash-child",
        };

    static Kind Fails { get; } =
        new(
            "crash-fails",
            """
            { "StartAt": "Fails", "States": { "Fails": { "Type": "Fail", "Error": "Own.Error", "Cause": "\u0022Planned\u0022 \uD83D\uDE00" } } }
            """
        )
        {
            Input = random => Awkward.Object(random, 2, 50),
            Ends = _ => new("FAILED", Error: "Own.Error"),
            Enters = _ => ["Fails"],
        };

    static Kind Retries { get; } =
        new(
            "crash-retries",
            $$"""
            {
              "StartAt": "Get",
              "States": {
                "Get": {
                  "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sns:getTopicAttributes",
                  "Parameters": { "TopicArn": "{{Scene.Arn("sns", "crash-never-there")}}" },
                  "Retry": [ { "ErrorEquals": [ "States.ALL" ], "IntervalSeconds": 1, "MaxAttempts": 2, "BackoffRate": 1 } ],
                  "Catch": [ { "ErrorEquals": [ "States.ALL" ], "ResultPath": null, "Next": "Caught" } ], "End": true
                },
                "Caught": { "Type": "Succeed" }
              }
            }
            """
        )
        {
            Input = random => Awkward.Object(random, 2, 50),
            Ends = Ending.Success,
            Enters = _ => ["Get", "Caught"],
            Least = TimeSpan.FromSeconds(2),
        };

    static Kind TimesOut { get; } =
        new(
            "crash-times-out",
            $$"""
            {
              "StartAt": "Nobody",
              "States": {
                "Nobody": {
                  "Type": "Task", "Resource": "{{Scene.Arn("states", "activity:crash-nobody")}}", "TimeoutSeconds": 2,
                  "Catch": [ { "ErrorEquals": [ "States.Timeout" ], "ResultPath": null, "Next": "Caught" } ], "End": true
                },
                "Caught": { "Type": "Succeed" }
              }
            }
            """
        )
        {
            Input = random => Awkward.Object(random, 2, 50),
            Ends = Ending.Success,
            Enters = _ => ["Nobody", "Caught"],
            Least = TimeSpan.FromSeconds(2),
        };

    static JsonArray Numbers(Random random, int count) => new([.. Enumerable.Range(0, count).Select(_ => (JsonNode)random.Next(1000))]);
}
