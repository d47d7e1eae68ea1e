using System.Text.Json.Nodes;
using Classroom.Cloud.Api;
using Classroom.Languages;

namespace Classroom.Cloud.Sns;

sealed class RemovePermission(TopicStore topics) : IOperation<RemovePermission.Input, Nothing>
{
    public sealed record Input(string TopicArn, string Label);

    public IEnumerable<Permission> Needs(Input input, Call call) => topics.Needs(input.TopicArn);

    public Nothing Run(Input input, Call call)
    {
        var topic = topics.Find(input.TopicArn);
        var policy = (JsonObject)BoundedJson.Parse(topics.PolicyOf(topic), LanguageLimits.Policy)!;
        var statements = policy["Statement"] as JsonArray ?? [];
        if (statements.FirstOrDefault(statement => (statement as JsonObject)?["Sid"].AsText() == input.Label) is not { } found)
            throw SnsService.NotFound("Statement");
        statements.Remove(found);
        topics.Topics.Put(topic.Name, topic with { Attributes = topic.Attributes.With("Policy", policy.ToJsonString()) });
        return Nothing.Value;
    }
}
