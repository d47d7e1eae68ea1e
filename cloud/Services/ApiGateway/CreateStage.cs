using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("POST", "/v2/apis/{ApiId}/stages", Status = 201)]
sealed class CreateStage(ApiStore apis) : IOperation<CreateStage.Input, StageView>
{
    public sealed record Input(string ApiId, string StageName, IReadOnlyDictionary<string, string>? Tags = null) : StageChange;

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"apis/{input.ApiId}/stages");

    public StageView Run(Input input, Call call)
    {
        apis.Api(input.ApiId);
        if (apis.Stages.Has(ApiStore.Key(input.ApiId, input.StageName)))
            throw ApiGatewayService.Conflict("Stage already exists");
        if (input.StageName != "$default" && !input.StageName.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw ApiGatewayService.BadRequest("Stage name only allows a-zA-Z0-9_- and $default");
        return input.Put(
            apis,
            new(input.ApiId, input.StageName, call.Now) { Tags = input.Tags is null ? Tags.None : Tags.None.SetItems(input.Tags) },
            call.Now
        );
    }
}
