using System.Text.Json.Nodes;
using Classroom.Cloud.Authorization;
using Classroom.Languages;

namespace Classroom.Cloud.Sqs;

/// <summary>The statements that AddPermission puts into the policy of a queue, and RemovePermission takes away.</summary>
static class QueuePolicy
{
    const string Id = "__default_policy_ID";

    /// <summary>The policy with one more statement.</summary>
    public static string With(string? policy, string queueArn, string label, IReadOnlyList<string> accounts, IReadOnlyList<string> actions)
    {
        var document = policy is { Length: > 0 }
            ? (JsonObject)BoundedJson.Parse(policy, LanguageLimits.Policy)!
            : new JsonObject { ["Version"] = "2008-10-17", ["Id"] = $"{queueArn}/{Id}" };
        var statements = StatementsOf(document);
        if (statements.Any(statement => LabelOf(statement) == label))
            throw SqsErrors.InvalidValue(label, "Label", "Already exists.");
        statements.Add(
            new JsonObject
            {
                ["Sid"] = label,
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["AWS"] = OneOrMany(accounts.Select(account => $"arn:aws:iam::{account}:root")) },
                ["Action"] = OneOrMany(actions.Select(action => $"SQS:{action}")),
                ["Resource"] = queueArn,
            }
        );
        document["Statement"] = statements;
        return Policies.Check(document.ToJsonString(), "InvalidAttributeValue");
    }

    /// <summary>The policy without a statement; empty if no statement is left.</summary>
    public static string Without(string? policy, string label)
    {
        var document = policy is { Length: > 0 } ? (JsonObject)BoundedJson.Parse(policy, LanguageLimits.Policy)! : [];
        var statements = StatementsOf(document);
        if (statements.RemoveAll(statement => LabelOf(statement) == label) == 0)
            throw SqsErrors.InvalidValue(label, "Label", "can't find label.");
        document["Statement"] = statements;
        return statements.Count > 0 ? document.ToJsonString() : "";
    }

    static JsonArray StatementsOf(JsonObject document) =>
        document.Remove("Statement", out var known) switch
        {
            true when known is JsonArray list => list,
            true when known is JsonObject one => [one],
            _ => [],
        };

    static string? LabelOf(JsonNode? statement) => (statement as JsonObject)?["Sid"].AsText();

    static JsonNode OneOrMany(IEnumerable<string> texts) =>
        texts.ToList() switch
        {
            [var only] => JsonValue.Create(only),
            var many => new JsonArray([.. many.Select(text => JsonValue.Create(text))]),
        };
}
