using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Models;
using Classroom.Cloud.Validation;
using Classroom.StatesLanguage.Executions;
using Json = Classroom.StatesLanguage.Data.Json;
using States = Classroom.StatesLanguage.Data;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>
/// The aws-sdk integrations: any operation of any service of the cloud, with the names of the SDK. The input passes the same checks as a
/// request from outside.
/// </summary>
sealed class SdkTasks(Lazy<Dispatcher> dispatcher, Catalog catalog, S3Tasks s3, ServiceErrors errors)
{
    const string Prefix = "aws-sdk:";

    readonly ConcurrentDictionary<Service, SdkJson> formats = new();

    public static bool Has(TaskResource resource) => resource.Service.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Null for an optimized integration, and for a service that the embedded cloud does not have.</summary>
    public static SdkService? ServiceOf(TaskResource resource) => Has(resource) ? SdkService.Find(resource.Service[Prefix.Length..]) : null;

    public async Task<Json> CallAsync(Caller caller, TaskResource resource, States.JsonObject parameters)
    {
        if (ServiceOf(resource) is not { } known || catalog.ByPrefix(known.Prefix) is not { } found)
            throw new TaskException(
                "States.Runtime",
                $"The embedded cloud does not have the service {resource.Service}; it has {string.Join(", ", SdkService.Names)}."
            );
        var name = SdkParameters.Capitalized(resource.Action);
        if (catalog.Find(found, name) is not { } operation || ServiceModel.Of(found.ModelName).Find(name) is not { } model)
            throw new TaskException("States.Runtime", $"The embedded cloud does not have the operation {found.Prefix}:{name}.");
        try
        {
            var output =
                known.Prefix == "s3"
                    ? await CallS3Async(caller, found, model, parameters).ConfigureAwait(false)
                    : await CallAsync(caller, operation, model, parameters).ConfigureAwait(false);
            return Json.Parse(output.ToJsonString());
        }
        catch (AwsException exception)
        {
            throw errors.OfSdk(known, ServiceModel.Of(found.ModelName), exception);
        }
    }

    async Task<JsonObject> CallAsync(Caller caller, Operation operation, OperationModel model, States.JsonObject parameters)
    {
        var service = operation.Service;
        var input = SdkParameters.Convert(model, parameters, member => RequestCheck.JsonNameOf(service, member));
        var request =
            operation.Read(() => JsonSerializer.SerializeToDocument(input), Values.Typed) ?? throw service.Unknown(operation.Name);
        var output = await dispatcher.Value.CallAsync(caller, operation, request).ConfigureAwait(false);
        return formats.GetOrAdd(service, static service => new(service)).Write(output, operation.OutputType);
    }

    Task<JsonObject> CallS3Async(Caller caller, Service service, OperationModel model, States.JsonObject parameters) =>
        s3.CallAsync(caller, service, model, SdkParameters.Convert(model, parameters, member => member.Name));
}
