using System.Reflection;
using System.Text;
using Classroom.Cloud.Api;
using Classroom.Cloud.Api.Serialization;

namespace Classroom.Benchmarks.Fuzzing;

/// <summary>Builds requests from inputs, in the protocols of the operation's service.</summary>
static class Builder
{
    static readonly HashSet<string> Waiting = ["GetActivityTask", "StartSyncExecution", "Invoke", "StartLiveTail"];

    public static RawRequest Build(KnownOperation operation, Value input, Random random)
    {
        var request = operation.Service.Protocol switch
        {
            WireProtocol.Query => Form(operation, input),
            WireProtocol.RestJson => Rest(operation, input),
            WireProtocol.Json when operation.Service.Prefix == "cloudwatch" => random.Next(3) switch
            {
                0 => Cbor(operation, input),
                1 => Form(operation, input),
                _ => Json(operation, input),
            },
            WireProtocol.Json when operation.Service.Prefix == "sqs" && random.Next(4) == 0 => Form(operation, input),
            _ => Json(operation, input),
        };
        return request with { MayWait = Waiting.Contains(operation.Name) };
    }

    static RawRequest Json(KnownOperation operation, Value input) =>
        new RawRequest(operation.Service.SigningName, operation.ToString(), "POST", "/", Encoding.UTF8.GetBytes(JsonText.Of(input)))
            .With("Content-Type", $"application/x-amz-json-{operation.Service.JsonVersion}")
            .With("X-Amz-Target", $"{operation.Service.TargetPrefix}.{operation.Name}");

    static RawRequest Form(KnownOperation operation, Value input) =>
        new RawRequest(
            operation.Service.SigningName,
            operation.ToString(),
            "POST",
            "/",
            Encoding.UTF8.GetBytes(Encodings.Form(operation.Name, input))
        ).With("Content-Type", "application/x-www-form-urlencoded");

    static RawRequest Cbor(KnownOperation operation, Value input) =>
        new RawRequest(
            operation.Service.SigningName,
            operation.ToString(),
            "POST",
            $"/service/{operation.Service.TargetPrefix}/operation/{operation.Name}",
            Encodings.Cbor(input)
        )
            .With("Content-Type", "application/cbor")
            .With("Smithy-Protocol", "rpc-v2-cbor");

    static RawRequest Rest(KnownOperation operation, Value input)
    {
        var members = input as Members ?? new([]);
        var rest = members.Values.ToList();
        Value? Take(string name)
        {
            var at = rest.FindIndex(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
                return null;
            var value = rest[at].Value;
            rest.RemoveAt(at);
            return value;
        }
        var path = string.Join(
            '/',
            operation
                .Route!.Path.Split('/')
                .Select(part => !part.StartsWith('{') ? part : Uri.EscapeDataString(Plain(Take(part.Trim('{', '}', '+')))))
        );
        var headers = new List<(string, string)> { ("Content-Type", "application/json") };
        var query = new List<string>();
        var body = operation.Route.Method is "GET" or "DELETE" ? [] : (byte[]?)null;
        foreach (var (property, where) in Location.Members(operation.Input))
        {
            if (Take(property.Name) is not { } value)
                continue;
            if (where is InHeaderAttribute header)
                headers.Add((header.Name, OneLine(Plain(value))));
            else if (where is InQueryAttribute parameter)
                query.AddRange(Parameters(parameter.Name ?? Named(operation, property), value));
            else if (where is BodyAttribute)
                body = Encoding.UTF8.GetBytes(Plain(value));
        }
        body ??= Encoding.UTF8.GetBytes(JsonText.Of(input is Members ? new Members(rest) : input));
        var target = query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
        return new(operation.Service.SigningName, operation.ToString(), operation.Route.Method, target, body) { Headers = headers };
    }

    static string Named(KnownOperation operation, PropertyInfo property) =>
        operation.Service.IsCamelCase ? char.ToLowerInvariant(property.Name[0]) + property.Name[1..] : property.Name;

    static IEnumerable<string> Parameters(string name, Value value) =>
        value is Items items
            ? items.Values.Select(item => $"{name}={Uri.EscapeDataString(Plain(item))}")
            : [$"{name}={Uri.EscapeDataString(Plain(value))}"];

    /// <summary>Outside of a body every value is text; a request line has a limited length.</summary>
    static string Plain(Value? value)
    {
        var text = value switch
        {
            null => "",
            Text content => content.Content,
            Token token => token.Written,
            _ => JsonText.Of(value),
        };
        return text.Length > 2000 ? text[..2000] : text;
    }

    static string OneLine(string text) => string.Concat(text.Where(c => c is >= ' ' and < '\u007f'));
}
