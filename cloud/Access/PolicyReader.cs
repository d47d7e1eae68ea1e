using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Languages;

namespace Classroom.Access;

/// <summary>Reads the JSON text of a policy, and refuses the texts that IAM refuses.</summary>
static class PolicyReader
{
    static readonly string[] Members = ["Version", "Id", "Statement"];
    static readonly string[] StatementMembers =
    [
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    ];

    public static PolicyDocument Read(JsonNode? root)
    {
        if (root is not JsonObject policy)
            throw new PolicySyntaxException("a policy must be a JSON object");
        RefuseUnknown(policy, Members, "the policy");
        var version = policy.ContainsKey("Version") ? Text(policy["Version"], "Version") : "2008-10-17";
        if (version is not ("2012-10-17" or "2008-10-17"))
            throw new PolicySyntaxException($"Version is '{version}'; it must be 2012-10-17 or 2008-10-17");
        if (!policy.TryGetPropertyValue("Statement", out var statements))
            throw new PolicySyntaxException("the policy has no Statement");
        return new(version, [.. OneOrMore(statements).Select(ReadStatement)]);
    }

    static PolicyStatement ReadStatement(JsonNode? node)
    {
        if (node is not JsonObject statement)
            throw new PolicySyntaxException("a Statement must be a JSON object");
        RefuseUnknown(statement, StatementMembers, "the statement");
        var effect = statement.ContainsKey("Effect") ? Text(statement["Effect"], "Effect") : null;
        return new(
            statement.ContainsKey("Sid") ? Text(statement["Sid"], "Sid") : null,
            effect switch
            {
                "Allow" => Effect.Allow,
                "Deny" => Effect.Deny,
                _ => throw new PolicySyntaxException($"Effect is '{effect}'; it must be Allow or Deny"),
            },
            ReadPrincipal(statement),
            ReadPatterns(statement, "Action") ?? throw new PolicySyntaxException("the statement has neither Action nor NotAction"),
            ReadPatterns(statement, "Resource"),
            ReadConditions(statement)
        );
    }

    static Patterns? ReadPatterns(JsonObject statement, string name)
    {
        var plain = statement.TryGetPropertyValue(name, out var values);
        var negated = statement.TryGetPropertyValue($"Not{name}", out var others);
        if (plain && negated)
            throw new PolicySyntaxException($"the statement has both {name} and Not{name}");
        if (plain)
            return new(Texts(values, name), AllBut: false);
        return negated ? new(Texts(others, $"Not{name}"), AllBut: true) : null;
    }

    static PolicyPrincipal? ReadPrincipal(JsonObject statement)
    {
        var negated = statement.TryGetPropertyValue("NotPrincipal", out var principal);
        if (!negated && !statement.TryGetPropertyValue("Principal", out principal))
            return null;
        if (principal.AsText() is { } text)
        {
            return text == "*"
                ? new([("*", "*")], negated)
                : throw new PolicySyntaxException($"Principal is '{text}'; the only string that is allowed is *");
        }
        if (principal is not JsonObject kinds)
            throw new PolicySyntaxException("Principal must be * or an object");
        return new([.. kinds.SelectMany(kind => Texts(kind.Value, "Principal").Select(value => (kind.Key, value)))], negated);
    }

    static ImmutableArray<Condition> ReadConditions(JsonObject statement)
    {
        if (!statement.TryGetPropertyValue("Condition", out var condition))
            return [];
        if (condition is not JsonObject operators)
            throw new PolicySyntaxException("Condition must be an object");
        return [.. operators.SelectMany(@operator => ReadKeys(@operator.Key, @operator.Value))];
    }

    static IEnumerable<Condition> ReadKeys(string @operator, JsonNode? keys)
    {
        ConditionOperators.Check(@operator);
        return keys is JsonObject members
            ? members.Select(key => new Condition(@operator, key.Key, Texts(key.Value, key.Key)))
            : throw new PolicySyntaxException($"the condition operator {@operator} must be an object of condition keys");
    }

    static ImmutableArray<string> Texts(JsonNode? value, string name) =>
        [
            .. OneOrMore(value)
                .Select(item =>
                    (item?.GetValueKind() ?? JsonValueKind.Null) switch
                    {
                        JsonValueKind.String => item!.GetValue<string>(),
                        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => item!.ToJsonString(),
                        _ => throw new PolicySyntaxException($"{name} must be a string or a list of strings"),
                    }
                ),
        ];

    static string Text(JsonNode? node, string name) => node.AsText() ?? throw new PolicySyntaxException($"{name} must be a string");

    static JsonNode?[] OneOrMore(JsonNode? value) => value is JsonArray items ? [.. items] : [value];

    static void RefuseUnknown(JsonObject value, string[] known, string where)
    {
        foreach (var (name, _) in value)
        {
            if (!known.Contains(name))
                throw new PolicySyntaxException($"{where} has a member {name}; allowed are {string.Join(", ", known)}");
        }
    }
}
