using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Validation;

namespace Classroom.Cloud.Gateway.Protocols;

/// <summary>The protocol RPC v2 CBOR: the operation is in the path, everything else in the body.</summary>
sealed class CborProtocol : IProtocol
{
    const string ContentType = "application/cbor";

    static readonly ConcurrentDictionary<Type, IReadOnlySet<string>> Times = new();

    public object? Read(Operation operation, WireRequest request, IReadOnlyDictionary<string, string> route) =>
        operation.Read(() => JsonSerializer.SerializeToDocument(CborJson.Read(request.Body)), Values.Typed);

    public WireAnswer Write(Operation operation, object output, string requestId)
    {
        var json = JsonSerializer.SerializeToElement(output, operation.OutputType, WireJson.Of(operation.Service));
        return Framed(new(200, ContentType, CborJson.Write(json, Times.GetOrAdd(operation.OutputType, TimesOf))));
    }

    public WireAnswer WriteError(Service? service, AwsException error, string requestId)
    {
        var body = new JsonObject { ["__type"] = error.Code };
        if (error.Message.Length > 0)
            body["message"] = error.Message;
        var answer = Framed(new(error.Status, ContentType, CborJson.Write(JsonSerializer.SerializeToElement(body), new HashSet<string>())));
        return answer.With("x-amzn-query-error", $"{error.QueryCode ?? error.Code};{(error.Status < 500 ? "Sender" : "Receiver")}");
    }

    static WireAnswer Framed(WireAnswer answer) => answer.With("smithy-protocol", "rpc-v2-cbor");

    /// <summary>The names of all time members of a type and of its nested types.</summary>
    static IReadOnlySet<string> TimesOf(Type type)
    {
        var (found, seen) = (new HashSet<string>(), new HashSet<Type>());
        void Look(Type at)
        {
            if (!seen.Add(at) || at.IsPrimitive || at == typeof(string))
                return;
            foreach (var argument in at.GetGenericArguments())
                Look(argument);
            if (at.Namespace?.StartsWith("Classroom", StringComparison.Ordinal) != true)
                return;
            foreach (var property in at.GetProperties())
            {
                var bare = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
                if (bare == typeof(DateTimeOffset) || bare == typeof(IReadOnlyList<DateTimeOffset>))
                    found.Add(property.Name);
                else
                    Look(bare);
            }
        }
        Look(type);
        return found;
    }
}
