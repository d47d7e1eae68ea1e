using Classroom.Cloud.Api;
using Classroom.Cloud.Models;
using Classroom.Cloud.StepFunctions.Running;
using Classroom.StatesLanguage.Data;
using Classroom.StatesLanguage.Executions;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>Selects the integration of a task: an optimized integration, or any operation of the cloud as aws-sdk:….</summary>
sealed class ServiceTasks(FunctionTasks functions, ChildExecutions children, ServiceCalls services, SdkTasks sdk)
{
    static readonly Dictionary<(string Service, string Action), Lazy<OperationModel>> Optimized = new()
    {
        [("lambda", "invoke")] = ModelOf("lambda", "Invoke"),
        [("states", "startExecution")] = ModelOf("stepfunctions", "StartExecution"),
        [("sqs", "sendMessage")] = ModelOf("sqs", "SendMessage"),
        [("sns", "publish")] = ModelOf("sns", "Publish"),
        [("events", "putEvents")] = ModelOf("events", "PutEvents"),
    };

    public async Task<Json> CallAsync(Caller caller, TaskCall call, RunningExecution owner)
    {
        if (call.Input is not Classroom.StatesLanguage.Data.JsonObject parameters)
            throw new TaskException("States.Runtime", "The Parameters of a service integration must be an object");
        if (SdkTasks.Has(call.Resource))
            return await sdk.CallAsync(caller, call.Resource, parameters).ConfigureAwait(false);
        if (ModelOf(call.Resource) is { } model)
            SdkParameters.CheckNames(model, parameters);
        var input = (JsonObject)Payload.ToNode(parameters)!;
        return await (
            (call.Resource.Service, call.Resource.Action) switch
            {
                ("lambda", "invoke") => functions.CallAsync(caller, parameters),
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

    /// <summary>The model of the operation that an optimized integration calls; null for an integration that is not here.</summary>
    public static OperationModel? ModelOf(TaskResource resource) => Optimized.GetValueOrDefault((resource.Service, resource.Action))?.Value;

    static Lazy<OperationModel> ModelOf(string service, string operation) => new(() => ServiceModel.Of(service).Find(operation)!);

    /// <summary>Stopping the workflow also stops the child execution that it waits for.</summary>
    public void Cancel(TaskCall call) => children.Cancel(call);
}
