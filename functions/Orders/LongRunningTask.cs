using System.Text.Json;
using Amazon.Lambda.Core;
using Classroom.Functions.StepFunctions;

namespace Classroom.Functions.Orders;

/// <summary>
/// Accepts a task of a workflow that waits for a callback. The function makes the callback itself if the input says so. Otherwise the
/// student does, with the task token from the execution's history.
/// </summary>
public sealed class LongRunningTask(FunctionEnvironment environment, IStepFunctions stepFunctions)
{
    // Lambda stops the function after 60 s; a later callback would not be sent.
    internal const double LongestDelaySeconds = 45;

    public LongRunningTask()
        : this(FunctionEnvironment.Lambda, StepFunctionsClient.Lambda) { }

    public async Task<LongRunningTaskStarted> Handle(LongRunningTaskRequest request, ILambdaContext context)
    {
        if (string.IsNullOrEmpty(request.TaskToken))
            throw new ValidationException(
                "taskToken is missing: this function is called by a state with .waitForTaskToken, which passes $$.Task.Token"
            );
        var taskId = Chance.DigitsFor(12, request.TaskToken);
        if (request.Input?.Answer is { } answer)
            return await AnswerAsync(taskId, request.TaskToken, answer, context);

        context.Logger.LogInformation("Task {taskId} waits for a callback; its token is in the execution's history", taskId);
        return new(taskId, "STARTED", "Answer it with send-task-success or send-task-failure and the token from the execution's history");
    }

    async Task<LongRunningTaskStarted> AnswerAsync(string taskId, string token, RequestedAnswer answer, ILambdaContext context)
    {
        if (answer.AfterSeconds is < 0 or > LongestDelaySeconds)
            throw new ValidationException($"answer.afterSeconds is {answer.AfterSeconds}; it must be from 0 to {LongestDelaySeconds}");
        if (answer.Outcome is not (null or "succeed" or "fail"))
            throw new ValidationException($"answer.outcome is '{answer.Outcome}'; it must be succeed or fail");

        await environment.WorkAsync(answer.AfterSeconds, answer.AfterSeconds);
        try
        {
            if (answer.Outcome == "fail")
                await stepFunctions.SendTaskFailureAsync(token, "TaskFailed", $"Task {taskId} failed as its input asked");
            else
                await stepFunctions.SendTaskSuccessAsync(token, Result(taskId));
        }
        catch (StepFunctionsException exception) when (exception.Code is "TaskTimedOut" or "TaskDoesNotExist")
        {
            // The task is over: the workflow has ended or timed out, or an earlier attempt of this call has made the callback.
            context.Logger.LogWarning("Task {taskId} no longer waits: {reason}", taskId, exception.Message);
        }
        return new(taskId, "ANSWERED", $"Answered after {answer.AfterSeconds} s: {answer.Outcome ?? "succeed"}");
    }

    string Result(string taskId) =>
        JsonSerializer.Serialize(new LongRunningTaskResult(taskId, "DONE", environment.Now), OrdersJson.Default.LongRunningTaskResult);
}

public sealed record LongRunningTaskRequest(string? TaskToken, LongRunningTaskInput? Input);

public sealed record LongRunningTaskInput(RequestedAnswer? Answer);

/// <summary>
/// Asks the function to make the callback itself: after a number of seconds, with <c>succeed</c> (the default) or <c>fail</c>.
/// </summary>
public sealed record RequestedAnswer(double AfterSeconds, string? Outcome);

public sealed record LongRunningTaskStarted(string TaskId, string Status, string Message);

public sealed record LongRunningTaskResult(string TaskId, string Status, DateTimeOffset CompletedAt);
