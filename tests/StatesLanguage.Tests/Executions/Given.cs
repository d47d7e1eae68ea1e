using Classroom.StatesLanguage.Definitions;
using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>What many tests start from.</summary>
static class Given
{
    public const string OneTask = """
        { "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true } } }
        """;

    /// <summary>A distributed Map over its input, which runs one task for each item.</summary>
    public static StateMachine DistributedMap { get; } =
        StateMachine.Parse(
            $$"""
            {
              "StartAt": "M",
              "States": {
                "M": {
                  "Type": "Map", "MaxConcurrency": 5, "End": true,
                  "ItemProcessor": {{OneTask.Insert(1, """ "ProcessorConfig": { "Mode": "DISTRIBUTED" }, """)}}
                }
              }
            }
            """
        );

    public static readonly ExecutionIdentity Identity = new(
        "arn:aws:states:us-east-1:123456789012:execution:m:r",
        "r",
        "arn:aws:states:us-east-1:123456789012:stateMachine:m",
        "m",
        "role"
    );
}
