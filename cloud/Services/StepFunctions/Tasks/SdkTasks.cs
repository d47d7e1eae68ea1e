using System.Collections.Concurrent;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Dispatch;
using Classroom.StatesLanguage.Data;

namespace Classroom.Cloud.StepFunctions.Tasks;

/// <summary>The aws-sdk integrations: any operation of any service of the cloud, with the names of the SDK.</summary>
sealed class SdkTasks(Lazy<Dispatcher> dispatcher, Catalog catalog, S3Tasks s3, ServiceErrors errors)
{
    readonly ConcurrentDictionary<Service, SdkJson> formats = new();

    public async Task<Json> CallAsync(Caller caller, string service, string action, Json parameters)
    {
        if (SdkService.Find(service) is not { } known || catalog.ByPrefix(known.Prefix) is not { } found)
            throw new TaskException(
                "States.Runtime",
                $"The embedded cloud does not have the service aws-sdk:{service}; it has {string.Join(", ", SdkService.Names)}."
            );
        var name = char.ToUpperInvariant(action[0]) + action[1..];
        var input = (System.Text.Json.Nodes.JsonObject)Payload.ToNode(parameters)!;
        try
        {
            var output =
                known.Prefix == "s3"
                    ? await CallS3Async(caller, found, name, input, parameters).ConfigureAwait(false)
                    : await CallAsync(caller, found, name, input, parameters).ConfigureAwait(false);
            return Json.Parse(output.ToJsonString());
        }
        catch (AwsException exception)
        {
            throw errors.OfSdk(known, exception);
        }
    }

    async Task<System.Text.Json.Nodes.JsonObject> CallAsync(
        Caller caller,
        Service service,
        string name,
        System.Text.Json.Nodes.JsonObject input,
        Json parameters
    )
    {
        var operation = catalog.Find(service, name) ?? throw NotThere(service, name);
        var format = formats.GetOrAdd(service, static service => new(service));
        var (required, all) = format.MembersOf(operation.InputType);
        CheckMembers(required, all.Contains, input, parameters);
        var request = WireJson.Read(service, _ => format.Read(input, operation.InputType))!;
        var output = await dispatcher.Value.CallAsync(caller, operation, request).ConfigureAwait(false);
        return format.Write(output, operation.OutputType);
    }

    async Task<System.Text.Json.Nodes.JsonObject> CallS3Async(
        Caller caller,
        Service service,
        string name,
        System.Text.Json.Nodes.JsonObject input,
        Json parameters
    )
    {
        var operation = S3Operation.Find(name) ?? throw NotThere(service, name);
        CheckMembers(
            operation.Required,
            member => operation.Members.Contains(member) || operation.Required.Contains(member),
            input,
            parameters
        );
        return await s3.CallAsync(caller, service, operation, input).ConfigureAwait(false);
    }

    static TaskException NotThere(Service service, string name) =>
        new("States.Runtime", $"The embedded cloud does not have the operation {service.Prefix}:{name}.");

    /// <summary>Step Functions checks the names of the parameters before it calls the service.</summary>
    static void CheckMembers(
        IReadOnlyList<string> required,
        Func<string, bool> isKnown,
        System.Text.Json.Nodes.JsonObject input,
        Json parameters
    )
    {
        List<string> mistakes =
        [
            .. input
                .Where(member => !isKnown(member.Key))
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
