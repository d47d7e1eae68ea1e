using System.Collections.Immutable;
using System.Text.Json;

namespace Classroom.Access;

/// <summary>Reads the JSON of a policy, and refuses what IAM refuses.</summary>
static class PolicyReader
{
    static readonly string[] Members = ["Version", "Id", "Statement"];
    static readonly string[] StatementMembers =
        ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    public static PolicyDocument Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new PolicySyntaxException("a policy is a JSON object");
        RefuseUnknown(root, Members, "the policy");
        var version = root.TryGetProperty("Version", out var given) ? given.GetString() ?? "" : "2008-10-17";
        if (version is not ("2012-10-17" or "2008-10-17")) throw new PolicySyntaxException($"Version is '{version}'; it must be 2012-10-17 or 2008-10-17");
        if (!root.TryGetProperty("Statement", out var statements)) throw new PolicySyntaxException("the policy has no Statement");
        return new(version, [.. OneOrMore(statements).Select(ReadStatement)]);
    }

    static PolicyStatement ReadStatement(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object) throw new PolicySyntaxException("a Statement is a JSON object");
        RefuseUnknown(statement, StatementMembers, "the statement");
        var effect = statement.TryGetProperty("Effect", out var value) ? value.GetString() : null;
        return new(
            statement.TryGetProperty("Sid", out var sid) ? sid.GetString() : null,
            effect switch
            {
                "Allow" => Effect.Allow,
                "Deny" => Effect.Deny,
                _ => throw new PolicySyntaxException($"Effect is '{effect}'; it must be Allow or Deny"),
            },
            ReadPrincipal(statement),
            ReadPatterns(statement, "Action") ?? throw new PolicySyntaxException("the statement has neither Action nor NotAction"),
            ReadPatterns(statement, "Resource"),
            ReadConditions(statement));
    }

    static Patterns? ReadPatterns(JsonElement statement, string name)
    {
        var plain = statement.TryGetProperty(name, out var values);
        var negated = statement.TryGetProperty($"Not{name}", out var others);
        if (plain && negated) throw new PolicySyntaxException($"the statement has both {name} and Not{name}");
        return plain ? new(Texts(values, name), AllBut: false) : negated ? new(Texts(others, $"Not{name}"), AllBut: true) : null;
    }

    static PolicyPrincipal? ReadPrincipal(JsonElement statement)
    {
        var negated = statement.TryGetProperty("NotPrincipal", out var principal);
        if (!negated && !statement.TryGetProperty("Principal", out principal)) return null;
        if (principal.ValueKind == JsonValueKind.String)
        {
            return principal.GetString() == "*" ? new([("*", "*")], negated)
                : throw new PolicySyntaxException($"Principal is '{principal.GetString()}'; as a text it can only be *");
        }
        if (principal.ValueKind != JsonValueKind.Object) throw new PolicySyntaxException("Principal must be * or an object");
        return new([.. principal.EnumerateObject().SelectMany(kind => Texts(kind.Value, "Principal").Select(value => (kind.Name, value)))], negated);
    }

    static ImmutableArray<Condition> ReadConditions(JsonElement statement)
    {
        if (!statement.TryGetProperty("Condition", out var condition)) return [];
        if (condition.ValueKind != JsonValueKind.Object) throw new PolicySyntaxException("Condition must be an object");
        return
        [
            .. condition.EnumerateObject().SelectMany(@operator => @operator.Value.EnumerateObject()
                .Select(key => new Condition(ConditionOperators.Check(@operator.Name), key.Name, Texts(key.Value, key.Name)))),
        ];
    }

    static ImmutableArray<string> Texts(JsonElement value, string name) =>
    [
        .. OneOrMore(value).Select(item => item.ValueKind switch
        {
            JsonValueKind.String => item.GetString()!,
            JsonValueKind.Number => item.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => throw new PolicySyntaxException($"{name} must be a text or a list of texts"),
        }),
    ];

    static JsonElement[] OneOrMore(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    static void RefuseUnknown(JsonElement value, string[] known, string where)
    {
        foreach (var member in value.EnumerateObject())
            if (!known.Contains(member.Name)) throw new PolicySyntaxException($"{where} has a member {member.Name}; allowed are {string.Join(", ", known)}");
    }
}
