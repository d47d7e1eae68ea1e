using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("GET", "/v2/apis/{ApiId}/stages")]
sealed class GetStages(ApiStore apis) : IOperation<GetStages.Input, GetStages.Output>
{
    public sealed record Input(
        string ApiId,
        [InQuery("maxResults")] int? MaxResults = null,
        [InQuery("nextToken")] string? NextToken = null
    );

    public sealed record Output(IReadOnlyList<StageView> Items, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/stages");

    public Output Run(Input input, Call call)
    {
        apis.Api(input.ApiId);
        var (page, next) = Paging.Cut(
            apis.Stages.Below(ApiStore.KeysOf(input.ApiId)),
            input.NextToken,
            input.MaxResults,
            100,
            "BadRequestException"
        );
        return new([.. page.Select(StageView.Of)], next);
    }
}
