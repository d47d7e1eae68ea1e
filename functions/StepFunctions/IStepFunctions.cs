namespace Classroom.Functions.StepFunctions;

/// <summary>The calls of Step Functions that the functions make.</summary>
public interface IStepFunctions
{
    Task<StartedExecution> StartExecutionAsync(string stateMachineArn, string name, string input);

    Task SendTaskSuccessAsync(string taskToken, string output);

    Task SendTaskFailureAsync(string taskToken, string error, string cause);
}

public sealed record StartedExecution(string ExecutionArn, DateTimeOffset StartDate);

/// <summary>Step Functions rejected a call. The code is AWS's.</summary>
public sealed class StepFunctionsException(string code, string message) : Exception($"{code}: {message}")
{
    public string Code { get; } = code;
}
