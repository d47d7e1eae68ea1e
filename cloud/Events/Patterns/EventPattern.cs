using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Cloud.Gateway;

namespace Classroom.Cloud.Events.Patterns;

/// <summary>An event pattern of EventBridge: objects of fields, each with a list of what it may be.</summary>
sealed class EventPattern
{
    readonly Func<JsonNode?, bool> matches;

    EventPattern(Func<JsonNode?, bool> matches) => this.matches = matches;

    public static EventPattern Parse(string text)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text);
        }
        catch (JsonException exception)
        {
            throw Invalid(exception.Message);
        }
        return node is JsonObject { Count: > 0 } fields ? new(ReadObject(fields, "")) : throw Invalid("Pattern is null or empty");
    }

    public bool Matches(JsonNode? @event) => matches(@event);

    static Func<JsonNode?, bool> ReadObject(JsonObject fields, string path)
    {
        var tests = new List<Func<JsonNode?, bool>>();
        foreach (var (name, value) in fields)
        {
            if (name == "$or")
            {
                var branches = (value as JsonArray ?? throw Invalid("$or must be an array of patterns")).Select(branch => ReadObject(branch as JsonObject ?? throw Invalid("$or must be an array of patterns"), path)).ToList();
                tests.Add(node => branches.Any(branch => branch(node)));
                continue;
            }
            var test = value switch
            {
                JsonObject inner => Within(ReadObject(inner, $"{path}{name}.")),
                JsonArray list => ReadList(list, $"{path}{name}"),
                _ => throw Invalid($"\"{path}{name}\" must be an object or an array"),
            };
            tests.Add(node => node is JsonObject members ? test(members.TryGetPropertyValue(name, out var found) ? found : null, members.ContainsKey(name)) : test(null, false));
        }
        return node => tests.TrueForAll(test => test(node));
    }

    static Func<JsonNode?, bool, bool> Within(Func<JsonNode?, bool> inner) => (node, _) => node is JsonArray items ? items.Any(inner) : inner(node);

    static Func<JsonNode?, bool, bool> ReadList(JsonArray list, string path)
    {
        if (list.Count == 0) throw Invalid($"Empty arrays are not allowed at \"{path}\"");
        var tests = list.Select(item => ReadTest(item, path)).ToList();
        return (node, isThere) => tests.Any(test => test(node, isThere));
    }

    /// <summary>One thing that a field may be; of a list in the event, any item will do.</summary>
    static Func<JsonNode?, bool, bool> ReadTest(JsonNode? wanted, string path)
    {
        if (wanted is not JsonObject { Count: 1 } filter) return OfValue(value => Same(wanted, value));
        var (kind, argument) = filter.Single();
        switch (kind)
        {
            case "exists":
                var expected = argument?.GetValue<bool>() ?? throw Invalid("exists must be true or false");
                return (_, isThere) => isThere == expected;
            case "prefix": return OfText(path, argument, (value, text, comparison) => value.StartsWith(text, comparison));
            case "suffix": return OfText(path, argument, (value, text, comparison) => value.EndsWith(text, comparison));
            case "equals-ignore-case":
                var same = TextOf(argument, kind);
                return OfValue(value => value is JsonValue candidate && candidate.TryGetValue<string>(out var text) && text.Equals(same, StringComparison.OrdinalIgnoreCase));
            case "wildcard":
                var pattern = TextOf(argument, kind);
                return OfValue(value => value is JsonValue candidate && candidate.TryGetValue<string>(out var text) && Stars.Match(pattern, text));
            case "numeric": return OfValue(Numeric(argument as JsonArray ?? throw Invalid("numeric must be an array")));
            case "cidr":
                var network = IPNetwork.TryParse(TextOf(argument, kind), out var parsed) ? parsed : throw Invalid($"{argument} is no CIDR");
                return OfValue(value => value is JsonValue candidate && candidate.TryGetValue<string>(out var text) && IPAddress.TryParse(text, out var address) && network.Contains(address));
            case "anything-but":
                var refused = AnythingBut(argument, path);
                // Something must be there that is not what is refused.
                return (node, isThere) => isThere && (node is JsonArray items ? items.All(item => !refused(item)) : !refused(node));
            default: throw Invalid($"Unrecognized match type {kind}");
        }
    }

    static Func<JsonNode?, bool> AnythingBut(JsonNode? argument, string path) => argument switch
    {
        JsonArray values => value => values.Any(wanted => Same(wanted, value)),
        JsonObject { Count: 1 } filter => value => ReadTest(filter.DeepClone(), path)(value, true) || (filter.Single().Value is JsonArray many && many.Any(one => ReadTest(new JsonObject { [filter.Single().Key] = one?.DeepClone() }, path)(value, true))),
        _ => value => Same(argument, value),
    };

    static Func<JsonNode?, bool, bool> OfText(string path, JsonNode? argument, Func<string, string, StringComparison, bool> test)
    {
        if (argument is JsonArray) return (_, _) => false;
        var (text, comparison) = argument is JsonObject { Count: 1 } inner && inner.ContainsKey("equals-ignore-case")
            ? (TextOf(inner["equals-ignore-case"], path), StringComparison.OrdinalIgnoreCase)
            : (TextOf(argument, path), StringComparison.Ordinal);
        return OfValue(value => value is JsonValue candidate && candidate.TryGetValue<string>(out var found) && test(found, text, comparison));
    }

    static Func<JsonNode?, bool, bool> OfValue(Func<JsonNode?, bool> test) => (node, isThere) => isThere && (node is JsonArray items ? items.Any(test) : test(node));

    static Func<JsonNode?, bool> Numeric(JsonArray parts)
    {
        if (parts.Count is not (2 or 4)) throw Invalid("numeric needs an operator and a number, once or twice");
        var limits = parts.Chunk(2).Select(pair => (Operator: TextOf(pair[0], "numeric"), Limit: pair[1]?.GetValue<double>() ?? throw Invalid("numeric needs numbers"))).ToList();
        return value => value is JsonValue candidate && Number(candidate) is { } number && limits.TrueForAll(limit => limit.Operator switch
        {
            "=" => number == limit.Limit,
            "<" => number < limit.Limit,
            "<=" => number <= limit.Limit,
            ">" => number > limit.Limit,
            ">=" => number >= limit.Limit,
            _ => throw Invalid($"{limit.Operator} is no operator"),
        });
    }

    static bool Same(JsonNode? wanted, JsonNode? value) => (wanted, value) switch
    {
        (null, null) => true,
        (JsonValue one, JsonValue other) when Number(one) is { } a && Number(other) is { } b => a == b,
        (JsonValue, JsonValue) => JsonNode.DeepEquals(wanted, value),
        _ => false,
    };

    static double? Number(JsonValue value) => value.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    static string TextOf(JsonNode? node, string what) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Invalid($"{what} must be a string");

    static AwsException Invalid(string reason) => new("InvalidEventPatternException", $"Event pattern is not valid. Reason: {reason}");
}
