using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Languages;

namespace Classroom.Cloud.Sns;

sealed class AddPermission(TopicStore topics) : IOperation<AddPermission.Input, Nothing>
{
    /// <summary>The actions that the policy of a topic may name.</summary>
    static readonly HashSet<string> Actions =
    [
        "*",
        "GetTopicAttributes",
        "SetTopicAttributes",
        "AddPermission",
        "RemovePermission",
        "DeleteTopic",
        "Subscribe",
        "ListSubscriptionsByTopic",
        "Publish",
        "Receive",
        "GetDataProtectionPolicy",
        "PutDataProtectionPolicy",
        "ListTagsForResource",
        "TagResource",
        "UntagResource",
    ];

    public sealed record Input(string TopicArn, string Label, IReadOnlyList<string> AWSAccountId, IReadOnlyList<string> ActionName);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.Needs(input.TopicArn);

    public Nothing Run(Input input, Call call)
    {
        var topic = topics.Find(input.TopicArn);
        var policy = (JsonObject)BoundedJson.Parse(topics.PolicyOf(topic), LanguageLimits.Policy)!;
        var statements = policy["Statement"] as JsonArray ?? [];
        if (statements.Any(statement => (statement as JsonObject)?["Sid"].AsText() == input.Label))
            throw SnsService.Invalid("Statement already exists");
        if (input.ActionName.Except(Actions).Any())
            throw SnsService.Invalid("Policy statement action out of service scope!");
        statements.Add(
            new JsonObject
            {
                ["Sid"] = input.Label,
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["AWS"] = OneOrMany(input.AWSAccountId.Select(id => $"arn:aws:iam::{id}:root")) },
                ["Action"] = OneOrMany(input.ActionName.Select(name => $"SNS:{name}")),
                ["Resource"] = input.TopicArn,
            }
        );
        var text = Policies.Check(policy.ToJsonString(), "InvalidParameter");
        topics.Topics.Put(topic.Name, topic with { Attributes = topic.Attributes.With("Policy", text) });
        return Nothing.Value;
    }

    static JsonNode OneOrMany(IEnumerable<string> texts) =>
        texts.ToList() switch
        {
            [var only] => JsonValue.Create(only),
            var many => new JsonArray([.. many.Select(text => JsonValue.Create(text))]),
        };
}
