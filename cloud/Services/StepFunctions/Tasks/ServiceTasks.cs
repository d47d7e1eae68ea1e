using Classroom.Cloud.Api;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>Selects the integration of a task: an optimized integration, or any operation of the cloud as aws-sdk:….</summary>
sealed class ServiceTasks(FunctionTasks functions, ChildExecutions children, ServiceCalls services, SdkTasks sdk)
{
    const string Sdk = "aws-sdk:";

    public async Task<Json> CallAsync(Caller caller, TaskCall call, RunningExecution owner)
    {
        if (call.Input is not Classroom.StatesLanguage.Data.JsonObject parameters)
            throw new TaskException("States.Runtime", "The Parameters of a service integration must be an object");
        if (call.Resource is { Service: "lambda", Action: "invoke" })
            return await functions.CallAsync(caller, parameters).ConfigureAwait(false);
        if (call.Resource.Service.StartsWith(Sdk, StringComparison.Ordinal))
            return await sdk.CallAsync(caller, call.Resource.Service[Sdk.Length..], call.Resource.Action, parameters).ConfigureAwait(false);
        var input = (JsonObject)Payload.ToNode(parameters)!;
        return await (
            (call.Resource.Service, call.Resource.Action) switch
            {
                ("states", "startExecution") => children.StartAsync(caller, call, input),
                ("sqs", "sendMessage") => services.SendMessageAsync(caller, input),
                ("sns", "publish") => services.PublishAsync(caller, input),
                ("events", "putEvents") => services.PutEventsAsync(caller, input, owner),
                (var service, var action) => throw new TaskException(
                    "States.Runtime",
                    $"The embedded cloud does not support the service integration {service}:{action}; it supports lambda:invoke, "
                        + $"states:startExecution, sqs:sendMessage, sns:publish, events:putEvents and aws-sdk."
                ),
            }
        ).ConfigureAwait(false);
    }

    /// <summary>Stopping the workflow also stops the child execution that it waits for.</summary>
    public void Cancel(TaskCall call) => children.Cancel(call);
}
