using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;

namespace Classroom.Benchmarks.StatesLanguage;

/// <summary>Answers every task at once, so that what is measured is the interpreter alone.</summary>
sealed class InstantHost : IStatesHost
{
    public TimeProvider Clock => TimeProvider.System;

    public double NextRandom() => 0.5;

    public Guid NewId() => Guid.NewGuid();

    public void StartTask(TaskCall call)
    {
        var input = call.Input;
        call.Succeed(call.Resource.Arn[(call.Resource.Arn.LastIndexOf(':') + 1)..] switch
        {
            "validate" => ((JsonObject)input).With("isValid", true).With("validationErrors", JsonArray.Empty),
            "pay" => ((JsonObject)input).With("paymentId", "pay-1").With("status", "SUCCESS"),
            "update" => JsonObject.Of(("orderId", ((JsonObject)input)["orderId"]!), ("updated", true)),
            "fulfil" => JsonObject.Of(("orderId", ((JsonObject)input)["orderId"]!), ("shipped", true)),
            _ => input,
        });
    }

    public void CancelTask(TaskCall call)
    {
    }
}
