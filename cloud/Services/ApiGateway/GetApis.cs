using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("GET", "/v2/apis")]
sealed class GetApis(ApiStore apis) : IOperation<GetApis.Input, GetApis.Output>
{
    public sealed record Input([InQuery("maxResults")] int? MaxResults = null, [InQuery("nextToken")] string? NextToken = null);

    public sealed record Output(IReadOnlyList<ApiView> Items, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs("apis");

    public Output Run(Input input, Call call)
    {
        var (page, next) = Paging.Cut(apis.Apis.All, input.NextToken, input.MaxResults, 100, "BadRequestException");
        return new([.. page.Select(api => ApiView.Of(api, apis))], next);
    }
}
