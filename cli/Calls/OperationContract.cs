using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Classroom.Cli.Calls.Formats;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;

namespace Classroom.Cli.Calls;

/// <summary>What a client must know of an operation to write a request and to read an answer; all of it follows from the type.</summary>
sealed record OperationContract(string Name, Service Service, RouteAttribute? Route, IWireFormat Format, JsonSerializerOptions Json)
{
    static readonly ConcurrentDictionary<bool, JsonSerializerOptions> Options = new();

    public static OperationContract Of(Type operation)
    {
        var service = CloudServices.Of(operation);
        return new(
            operation.Name,
            service,
            (RouteAttribute?)Attribute.GetCustomAttribute(operation, typeof(RouteAttribute)),
            service.Protocol switch
            {
                WireProtocol.Json => new JsonFormat(),
                WireProtocol.Query => new QueryFormat(),
                WireProtocol.RestJson => new RestJsonFormat(),
                _ => throw new NotSupportedException($"{operation} has no typed input; S3 is called with {nameof(StorageCall<>)}."),
            },
            Options.GetOrAdd(service.IsCamelCase, _ => OptionsOf(service))
        );
    }

    /// <summary>The cloud's own options, but members may be absent: the cloud leaves out of an answer what has no value.</summary>
    static JsonSerializerOptions OptionsOf(Service service) =>
        new(WireJson.Of(service))
        {
            RespectRequiredConstructorParameters = false,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(OperationJson.Default, new DefaultJsonTypeInfoResolver()),
        };
}
