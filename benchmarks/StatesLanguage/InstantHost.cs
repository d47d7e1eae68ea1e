using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using Classroom.StatesLanguage.Saving;

namespace Classroom.Benchmarks.StatesLanguage;

/// <summary>Answers every task at once, so that only the interpreter is measured.</summary>
sealed class InstantHost : IStatesHost
{
    public TimeProvider Clock => TimeProvider.System;

    public double NextRandom() => 0.5;

    public Guid NewId() => Guid.NewGuid();

    /// <summary>Standard executions create their full history, Express executions none. AtRest discards the history.</summary>
    public ExecutionKeeping Keeps(ExecutionType type) =>
        type == ExecutionType.Standard ? ExecutionKeeping.Events : ExecutionKeeping.Nothing;

    public void AtRest(Execution execution) => execution.TakeChanges();

    public void Broken(Execution execution, Exception exception) =>
        throw new InvalidOperationException("the measured execution is broken", exception);

    public void StartTask(TaskCall call) => Answer(call);

    public static void Answer(TaskCall call)
    {
        var input = call.Input;
        call.Succeed(
            call.Resource.Arn[(call.Resource.Arn.LastIndexOf(':') + 1)..] switch
            {
                "validate" => ((JsonObject)input).With("isValid", true).With("validationErrors", JsonArray.Empty),
                "pay" => ((JsonObject)input).With("paymentId", "pay-1").With("status", "SUCCESS"),
                "update" => JsonObject.Of(("orderId", ((JsonObject)input)["orderId"]!), ("updated", true)),
                "fulfil" => JsonObject.Of(("orderId", ((JsonObject)input)["orderId"]!), ("shipped", true)),
                _ => input,
            }
        );
    }

    public void CancelTask(TaskCall call) { }
}
