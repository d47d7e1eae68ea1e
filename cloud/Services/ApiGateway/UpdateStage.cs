using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("PATCH", "/v2/apis/{ApiId}/stages/{StageName}")]
sealed class UpdateStage(ApiStore apis) : IOperation<UpdateStage.Input, StageView>
{
    public sealed record Input(string ApiId, string StageName) : StageChange;

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/stages/{input.StageName}");

    public StageView Run(Input input, Call call) => input.Put(apis, apis.Stage(input.ApiId, input.StageName), call.Now);
}
