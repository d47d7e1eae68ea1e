using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("POST", "/v2/tags/{ResourceArn+}", Status = 201)]
sealed class TagResource(ApiStore apis, TaggedResources tagged) : IOperation<TagResource.Input, TagResource.Output>
{
    public sealed record Input(string ResourceArn, IReadOnlyDictionary<string, string> Tags);

    public sealed record Output();

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"tags/{Uri.EscapeDataString(input.ResourceArn)}");

    public Output Run(Input input, Call call)
    {
        tagged.Change(input.ResourceArn, tags => tags.SetItems(input.Tags));
        return new();
    }
}
