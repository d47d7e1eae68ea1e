using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Cloud.Authorization;
using Classroom.Languages;

namespace Classroom.Cloud.Sns;

sealed class AddPermission(TopicStore topics) : IOperation<AddPermission.Input, Nothing>
{
    public sealed record Input(string TopicArn, string Label, IReadOnlyList<string> AWSAccountId, IReadOnlyList<string> ActionName);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.Needs(input.TopicArn);

    public Nothing Run(Input input, Call call)
    {
        var topic = topics.Find(input.TopicArn);
        var policy = (JsonObject)BoundedJson.Parse(topics.PolicyOf(topic), LanguageLimits.Policy)!;
        var statements = policy["Statement"] as JsonArray ?? [];
        if (statements.Any(statement => (statement as JsonObject)?["Sid"].AsText() == input.Label))
            throw SnsService.Invalid("Statement already exists");
        statements.Add(
            new JsonObject
            {
                ["Sid"] = input.Label,
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject
                {
                    ["AWS"] = new JsonArray([.. input.AWSAccountId.Select(id => JsonValue.Create($"arn:aws:iam::{id}:root"))]),
                },
                ["Action"] = new JsonArray([.. input.ActionName.Select(name => JsonValue.Create($"SNS:{name}"))]),
                ["Resource"] = input.TopicArn,
            }
        );
        var text = Policies.Check(policy.ToJsonString(), "InvalidParameter");
        topics.Topics.Put(topic.Name, topic with { Attributes = topic.Attributes.With("Policy", text) });
        return Nothing.Value;
    }
}
