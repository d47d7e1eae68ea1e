using Classroom.Cloud.Api;

namespace Classroom.Cloud.StepFunctions;

static class TokenErrors
{
    public static AwsException NotThere() => new("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
}
