using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Events;

namespace Classroom.Cli.Provider;

/// <summary>Tags of event buses and of rules.</summary>
static class EventTags
{
    public static Task ChangeAsync(LocalCloud cloud, string arn, JsonObject before, JsonObject after) =>
        Tags.ChangeAsync(
            before,
            after,
            keys => cloud.Operation<UntagResource>().CallAsync(new(arn, keys)),
            tags => cloud.Operation<TagResource>().CallAsync(new(arn, tags.AsList()))
        );

    public static async Task<JsonObject> OfAsync(LocalCloud cloud, string arn) =>
        Tags.Json((await cloud.Operation<ListTagsForResource>().CallAsync(new(arn)).ConfigureAwait(false)).Tags);
}
