using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("GET", "/v2/apis/{ApiId}/integrations")]
sealed class GetIntegrations(ApiStore apis) : IOperation<GetIntegrations.Input, GetIntegrations.Output>
{
    public sealed record Input(
        string ApiId,
        [InQuery("maxResults")] int? MaxResults = null,
        [InQuery("nextToken")] string? NextToken = null
    );

    public sealed record Output(IReadOnlyList<IntegrationView> Items, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/integrations");

    public Output Run(Input input, Call call)
    {
        apis.Api(input.ApiId);
        var (page, next) = Paging.Cut(
            apis.Integrations.Below(ApiStore.KeysOf(input.ApiId)),
            input.NextToken,
            input.MaxResults,
            100,
            "BadRequestException"
        );
        return new([.. page.Select(IntegrationView.Of)], next);
    }
}
