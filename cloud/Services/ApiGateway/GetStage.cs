using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("GET", "/v2/apis/{ApiId}/stages/{StageName}")]
sealed class GetStage(ApiStore apis) : IOperation<GetStage.Input, StageView>
{
    public sealed record Input(string ApiId, string StageName);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/stages/{input.StageName}");

    public StageView Run(Input input, Call call) => StageView.Of(apis.Stage(input.ApiId, input.StageName));
}
