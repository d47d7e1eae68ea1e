using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("DELETE", "/v2/tags/{ResourceArn+}", Status = 204)]
sealed class UntagResource(ApiStore apis, TaggedResources tagged) : IOperation<UntagResource.Input, Nothing>
{
    public sealed record Input(string ResourceArn, [InQuery("tagKeys")] IReadOnlyList<string> TagKeys);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"tags/{Uri.EscapeDataString(input.ResourceArn)}");

    public Nothing Run(Input input, Call call)
    {
        tagged.Change(input.ResourceArn, tags => tags.RemoveRange(input.TagKeys));
        return Nothing.Value;
    }
}
