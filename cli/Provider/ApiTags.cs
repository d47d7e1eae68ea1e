using System.Text.Json.Nodes;
using Classroom.Cli.Calls;
using Classroom.Cloud.ApiGateway;

namespace Classroom.Cli.Provider;

/// <summary>Tags of APIs and of stages.</summary>
static class ApiTags
{
    public static Task ChangeAsync(LocalCloud cloud, string arn, JsonObject before, JsonObject after) =>
        Tags.ChangeAsync(
            before,
            after,
            keys => cloud.Operation<UntagResource>().CallAsync(new(arn, keys)),
            tags => cloud.Operation<TagResource>().CallAsync(new(arn, tags))
        );
}
