using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

static class TokenErrors
{
    /// <summary>The error for a token that no task has: a text that is not a token at all, or the token of a task that is over.</summary>
    public static AwsException Unknown(string token) =>
        Guid.TryParse(token, out _) ? NotThere() : new("InvalidToken", "Invalid Token: 'Invalid token'");

    public static AwsException NotThere() => new("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
}
