using Classroom.Functions.StepFunctions;

namespace Classroom.Functions.Tests;

/// <summary>Keeps every call as a line of text, and refuses with the given code when told to.</summary>
sealed class RecordedStepFunctions(string? refusal = null) : IStepFunctions
{
    public List<string> Calls { get; } = [];

    public Task<StartedExecution> StartExecutionAsync(string stateMachineArn, string name, string input)
    {
        Record($"start {stateMachineArn} as {name} with {input}");
        return Task.FromResult(
            new StartedExecution($"{stateMachineArn.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}", World.Noon)
        );
    }

    public Task SendTaskSuccessAsync(string taskToken, string output)
    {
        Record($"succeed {taskToken} with {output}");
        return Task.CompletedTask;
    }

    public Task SendTaskFailureAsync(string taskToken, string error, string cause)
    {
        Record($"fail {taskToken} with {error}: {cause}");
        return Task.CompletedTask;
    }

    void Record(string call)
    {
        Calls.Add(call);
        if (refusal is not null)
            throw new StepFunctionsException(refusal, "refused");
    }
}
