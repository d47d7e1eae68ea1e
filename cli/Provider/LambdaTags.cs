using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.Lambda;

namespace Classroom.Cli.Provider;

/// <summary>Tags of functions and of event source mappings.</summary>
static class LambdaTags
{
    public static Task ChangeAsync(LocalCloud cloud, string arn, JsonObject before, JsonObject after) =>
        Tags.ChangeAsync(
            before,
            after,
            keys => cloud.Operation<UntagResource>().CallAsync(new(arn, keys)),
            tags => cloud.Operation<TagResource>().CallAsync(new(arn, tags))
        );
}
