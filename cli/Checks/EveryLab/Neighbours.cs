namespace Classroom.Cli.Checks.EveryLab;

/// <summary>Calls of another student's resources that nothing of a student may make.</summary>
static class Neighbours
{
    public static async Task<IReadOnlyList<(string Action, IReadOnlyList<string> Resources)>> CallsAsync(StudentAccount student)
    {
        string Of(string resource) => $"{student.Neighbour}-{resource}";
        return
        [
            (
                "lambda:InvokeFunction",
                [
                    await student.ArnAsync("lambda", $"function:{Of("order-validator")}").ConfigureAwait(false),
                    await student.ArnAsync("lambda", $"function:{Of("process-data")}").ConfigureAwait(false),
                    await student.ArnAsync("lambda", $"function:{Of("validate-order")}").ConfigureAwait(false),
                    await student.ArnAsync("lambda", $"function:{Of("process-item")}").ConfigureAwait(false),
                    await student.ArnAsync("lambda", $"function:{Of("validate-fn")}").ConfigureAwait(false),
                ]
            ),
            (
                "states:StartExecution",
                [
                    await student.ArnAsync("states", $"stateMachine:{Of("greeting-workflow")}").ConfigureAwait(false),
                    await student.ArnAsync("states", $"stateMachine:{Of("order-events-workflow")}").ConfigureAwait(false),
                ]
            ),
            ("sqs:SendMessage", [await student.ArnAsync("sqs", Of("workflow-queue")).ConfigureAwait(false)]),
            ("sns:Publish", [await student.ArnAsync("sns", Of("greetings")).ConfigureAwait(false)]),
            ("events:PutEvents", [await student.ArnAsync("events", $"event-bus/{Of("orders")}").ConfigureAwait(false)]),
        ];
    }
}
