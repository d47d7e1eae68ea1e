using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Validation;
using Classroom.Languages;

namespace Classroom.Cloud.Gateway.Protocols;

/// <summary>The protocols JSON 1.0 and 1.1: the operation is in a header, everything else in the body.</summary>
sealed class JsonProtocol : IProtocol
{
    static readonly ReadOnlyMemory<byte> Empty = "{}"u8.ToArray();

    public object? Read(Operation operation, WireRequest request, IReadOnlyDictionary<string, string> route) =>
        operation.Read(() => BodyOf(request), Values.Typed);

    /// <summary>The body of a request; an empty body is an input without members.</summary>
    public static JsonDocument BodyOf(WireRequest request) =>
        BoundedJson.Document(request.Body.Length == 0 ? Empty : request.Body, LanguageLimits.Json);

    public WireAnswer Write(Operation operation, object output, string requestId) =>
        new(
            200,
            ContentType(operation.Service),
            JsonSerializer.SerializeToUtf8Bytes(output, operation.OutputType, WireJson.Of(operation.Service))
        );

    public WireAnswer WriteError(Service? service, AwsException error, string requestId)
    {
        var body = new JsonObject { ["__type"] = error.Code };
        if (error.Message.Length > 0)
            body["message"] = error.Message;
        foreach (var (name, value) in error.Details ?? new Dictionary<string, object>())
            body[name] = JsonSerializer.SerializeToNode(value);
        var answer = new WireAnswer(error.Status, ContentType(service), JsonSerializer.SerializeToUtf8Bytes(body, Storage.Stored.Json));
        return error.QueryCode is null
            ? answer
            : answer.With("x-amzn-query-error", $"{error.QueryCode};{(error.Status < 500 ? "Sender" : "Receiver")}");
    }

    static string ContentType(Service? service) => $"application/x-amz-json-{service?.JsonVersion ?? "1.0"}";
}
