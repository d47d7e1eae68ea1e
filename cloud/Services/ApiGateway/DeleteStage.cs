using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("DELETE", "/v2/apis/{ApiId}/stages/{StageName}", Status = 204)]
sealed class DeleteStage(ApiStore apis) : IOperation<DeleteStage.Input, Nothing>
{
    public sealed record Input(string ApiId, string StageName);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/stages/{input.StageName}");

    public Nothing Run(Input input, Call call)
    {
        var stage = apis.Stage(input.ApiId, input.StageName);
        apis.Stages.Remove(ApiStore.Key(stage.Api, stage.Name));
        return Nothing.Value;
    }
}
