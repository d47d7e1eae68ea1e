using System.Collections.Immutable;

namespace Classroom.Cloud.ApiGateway;

/// <summary>The taggable resources of API Gateway: APIs and stages.</summary>
sealed class TaggedResources(ApiStore apis)
{
    public ImmutableSortedDictionary<string, string> Find(string arn) =>
        Resource(arn) switch
        {
            ["apis", var api] => apis.Api(api).Tags,
            ["apis", var api, "stages", var stage] => apis.Stage(api, stage).Tags,
            _ => throw ApiGatewayService.NotFound("resource ARN"),
        };

    public void Change(string arn, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change)
    {
        switch (Resource(arn))
        {
            case ["apis", var id]:
                var api = apis.Api(id);
                apis.Apis.Put(id, api with { Tags = change(api.Tags) });
                break;
            case ["apis", var owner, "stages", var name]:
                var stage = apis.Stage(owner, name);
                apis.Put(stage with { Tags = change(stage.Tags) });
                break;
            default:
                throw ApiGatewayService.NotFound("resource ARN");
        }
    }

    static string[] Resource(string arn) =>
        arn.IndexOf("::/", StringComparison.Ordinal) is > 0 and var at ? Uri.UnescapeDataString(arn[(at + 3)..]).Split('/') : [];
}
