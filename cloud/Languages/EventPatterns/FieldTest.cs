using System.Net;
using System.Text.Json.Nodes;

namespace Classroom.Languages.EventPatterns;

/// <summary>One match type of a field, for example {"prefix": "a"} or {"exists": true}.</summary>
abstract class FieldTest
{
    public abstract bool Accepts(JsonNode? node, bool isThere);

    public static FieldTest Read(JsonObject filter, string path, Nesting nesting)
    {
        using var level = nesting.Enter();
        var (kind, argument) = filter.Single();
        return kind switch
        {
            "exists" => new ExistsTest(FlagOf(argument, kind)),
            "prefix" => OfText(argument, kind, (value, text, comparison) => value.StartsWith(text, comparison)),
            "suffix" => OfText(argument, kind, (value, text, comparison) => value.EndsWith(text, comparison)),
            "equals-ignore-case" => EqualsIgnoreCase(TextOf(argument, kind)),
            "wildcard" => new TextTest(Wildcard.Parse(TextOf(argument, kind), hasEscapes: true).Matches),
            "numeric" => NumericTest.Read(argument),
            "cidr" => InNetwork(TextOf(argument, kind)),
            "anything-but" => AnythingButTest.Read(argument, path, nesting),
            _ => throw new LanguageException($"Unrecognized match type {kind}"),
        };
    }

    static TextTest OfText(JsonNode? argument, string kind, Func<string, string, StringComparison, bool> test)
    {
        var (text, comparison) =
            argument is JsonObject { Count: 1 } inner && inner.TryGetPropertyValue("equals-ignore-case", out var folded)
                ? (TextOf(folded, kind), StringComparison.OrdinalIgnoreCase)
                : (TextOf(argument, kind), StringComparison.Ordinal);
        return new(value => test(value, text, comparison));
    }

    static TextTest EqualsIgnoreCase(string wanted) => new(value => value.Equals(wanted, StringComparison.OrdinalIgnoreCase));

    static TextTest InNetwork(string cidr) =>
        IPNetwork.TryParse(cidr, out var network)
            ? new(value => IPAddress.TryParse(value, out var address) && network.Contains(address))
            : throw new LanguageException($"{cidr} is not a CIDR block");

    static bool FlagOf(JsonNode? node, string kind) =>
        node is JsonValue value && value.TryGetValue<bool>(out var flag)
            ? flag
            : throw new LanguageException($"{kind} must be true or false");

    static string TextOf(JsonNode? node, string kind) => node.AsText() ?? throw new LanguageException($"{kind} must be a string");
}

sealed class ExistsTest(bool expected) : FieldTest
{
    public override bool Accepts(JsonNode? node, bool isThere) => isThere == expected;
}

/// <summary>A test of one value. If the field of the event is a list, one matching item is enough.</summary>
abstract class ValueTest : FieldTest
{
    public override bool Accepts(JsonNode? node, bool isThere) =>
        isThere && (node is JsonArray items ? items.Any(AcceptsOne) : AcceptsOne(node));

    protected abstract bool AcceptsOne(JsonNode? value);
}

sealed class TextTest(Func<string, bool> test) : ValueTest
{
    protected override bool AcceptsOne(JsonNode? value) => value.AsText() is { } text && test(text);
}
