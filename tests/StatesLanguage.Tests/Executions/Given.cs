using Classroom.StatesLanguage.Executions;

namespace Classroom.StatesLanguage.Tests.Executions;

/// <summary>What many tests start from.</summary>
static class Given
{
    public const string OneTask = """
        { "StartAt": "T", "States": { "T": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": true } } }
        """;

    public static readonly ExecutionIdentity Identity = new(
        "arn:aws:states:us-east-1:123456789012:execution:m:r",
        "r",
        "arn:aws:states:us-east-1:123456789012:stateMachine:m",
        "m",
        "role"
    );
}
