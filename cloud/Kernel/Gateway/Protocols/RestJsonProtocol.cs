using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;
using Classroom.Cloud.Dispatch;
using Classroom.Cloud.Models;
using Classroom.Cloud.Validation;
using Classroom.Languages;

namespace Classroom.Cloud.Gateway.Protocols;

/// <summary>
/// The protocol REST JSON: the method and path select the operation; members are in the path, the query, headers and a JSON body.
/// </summary>
sealed class RestJsonProtocol : IProtocol
{
    public object? Read(Operation operation, WireRequest request, IReadOnlyDictionary<string, string> route) =>
        operation.Read(() => JsonSerializer.SerializeToDocument(Gather(operation, request, route)), Values.Text);

    /// <summary>Collects all members of an input, from the path, the query, the headers and the body, in one JSON object.</summary>
    static JsonObject Gather(Operation operation, WireRequest request, IReadOnlyDictionary<string, string> route)
    {
        var options = WireJson.Of(operation.Service);
        var members = Location.Members(operation.InputType);
        var isRaw = members.Any(member => member.Where is BodyAttribute);
        var input =
            isRaw || request.Body.Length == 0
                ? new JsonObject()
                : BoundedJson.Parse(request.Body, LanguageLimits.Json) as JsonObject ?? throw new JsonException("no object");
        string NameOf(string name) => options.PropertyNamingPolicy?.ConvertName(name) ?? name;
        foreach (var (name, value) in route)
            input[NameOf(name)] = value;
        foreach (var (property, where) in members)
        {
            JsonNode? value = where switch
            {
                InHeaderAttribute header => request.Header(header.Name),
                InQueryAttribute query when property.PropertyType == typeof(IReadOnlyList<string>) => Many(
                    request,
                    query.Name ?? NameOf(property.Name)
                ),
                InQueryAttribute query => request.Parameter(query.Name ?? NameOf(property.Name)),
                BodyAttribute => Convert.ToBase64String(request.Body),
                _ => null,
            };
            if (value is not null)
                input[NameOf(property.Name)] = value;
        }
        AddOthers(operation, request, input);
        return input;
    }

    /// <summary>Adds what the model knows in the query and the headers, and the operation does not: the check refuses it by name.</summary>
    static void AddOthers(Operation operation, WireRequest request, JsonObject input)
    {
        foreach (var member in operation.Check.Input?.Members ?? [])
        {
            if (member.IsTaken || input.ContainsKey(member.JsonName))
                continue;
            var value = member.Member.Place switch
            {
                Place.Query => request.Parameter(member.Member.WireName),
                Place.Header => request.Header(member.Member.WireName),
                _ => null,
            };
            if (value is not null)
                input[member.JsonName] = value;
        }
    }

    public WireAnswer Write(Operation operation, object output, string requestId)
    {
        var status = operation.Route!.Status;
        ReadOnlyMemory<byte>? raw = null;
        var headers = new List<(string, string)>();
        foreach (var (property, where) in Location.Members(operation.OutputType))
        {
            var value = property.GetValue(output);
            if (value is null)
                continue;
            if (where is InHeaderAttribute header)
                headers.Add((header.Name, value.ToString()!));
            else if (where is StatusAttribute)
                status = (int)value;
            else if (where is BodyAttribute)
                raw = (byte[])value;
        }
        if (raw is null && (output is Nothing || status == 204))
            return WireAnswer.Empty(status) with { Headers = headers };
        var body = raw ?? JsonSerializer.SerializeToUtf8Bytes(output, operation.OutputType, WireJson.Of(operation.Service));
        return new(status, "application/json", body) { Headers = headers };
    }

    public WireAnswer WriteError(Service? service, AwsException error, string requestId)
    {
        var body = new JsonObject
        {
            ["message"] = error.Message,
            ["Message"] = error.Message,
            ["Type"] = error.Status < 500 ? "User" : "Service",
        };
        foreach (var (name, value) in error.Details ?? new Dictionary<string, object>())
            body[name] = JsonSerializer.SerializeToNode(value);
        return new WireAnswer(error.Status, "application/json", JsonSerializer.SerializeToUtf8Bytes(body, Storage.Stored.Json)).With(
            "x-amzn-ErrorType",
            error.Code
        );
    }

    static JsonArray? Many(WireRequest request, string name)
    {
        var found = request.Query.Where(pair => pair.Key == name).Select(pair => (JsonNode)pair.Value).ToArray();
        return found.Length > 0 ? new(found) : null;
    }
}
