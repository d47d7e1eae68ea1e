using System.Collections.Concurrent;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Dispatch;
using Classroom.StatesLanguage.Data;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>The aws-sdk integrations: any operation of any service of the cloud, with the names of the SDK.</summary>
sealed class SdkTasks(Lazy<Dispatcher> dispatcher, Catalog catalog, ServiceErrors errors)
{
    readonly ConcurrentDictionary<Service, SdkJson> formats = new();

    public async Task<Json> CallAsync(Caller caller, string service, string action, Json parameters)
    {
        var (known, operation) = Find(service, action);
        var format = formats.GetOrAdd(operation.Service, static service => new(service));
        var input = (System.Text.Json.Nodes.JsonObject)Payload.ToNode(parameters)!;
        CheckMembers(format, operation, input, parameters);
        try
        {
            var request = WireJson.Read(operation.Service, _ => format.Read(input, operation.InputType))!;
            var output = await dispatcher.Value.CallAsync(caller, operation, request).ConfigureAwait(false);
            return Json.Parse(format.Write(output, operation.OutputType).ToJsonString());
        }
        catch (AwsException exception)
        {
            throw errors.OfSdk(known, exception);
        }
    }

    (SdkService Service, Operation Operation) Find(string service, string action)
    {
        if (SdkService.Find(service) is not { } known || catalog.ByPrefix(known.Prefix) is not { } found)
            throw new TaskException(
                "States.Runtime",
                $"The embedded cloud does not have the service aws-sdk:{service}; it has {string.Join(", ", SdkService.Names)}."
            );
        var name = char.ToUpperInvariant(action[0]) + action[1..];
        return catalog.Find(found, name) is { } operation
            ? (known, operation)
            : throw new TaskException("States.Runtime", $"The embedded cloud does not have the operation {name} of aws-sdk:{service}.");
    }

    /// <summary>Step Functions checks the names of the parameters before it calls the service.</summary>
    static void CheckMembers(SdkJson format, Operation operation, System.Text.Json.Nodes.JsonObject input, Json parameters)
    {
        var (required, all) = format.MembersOf(operation.InputType);
        List<string> mistakes =
        [
            .. input
                .Where(member => !all.Contains(member.Key))
                .Select(member => $"The field '{member.Key}' is not supported by the embedded cloud"),
            .. required.Where(name => input[name] is null).Select(name => $"The field '{name}' is required but was missing"),
        ];
        if (mistakes.Count > 0)
            throw new TaskException(
                "States.Runtime",
                $"The Parameters '{parameters}' could not be used to start the Task: [{string.Join(", ", mistakes)}]"
            );
    }
}
