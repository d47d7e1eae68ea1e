using Classroom.Cloud.Api;

namespace Classroom.Cloud.ApiGateway;

[Route("GET", "/v2/tags/{ResourceArn+}")]
sealed class GetTags(ApiStore apis, TaggedResources tagged) : IOperation<GetTags.Input, GetTags.Output>
{
    public sealed record Input(string ResourceArn);

    public sealed record Output(IReadOnlyDictionary<string, string> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => apis.Needs($"tags/{Uri.EscapeDataString(input.ResourceArn)}");

    public Output Run(Input input, Call call) => new(tagged.Find(input.ResourceArn));
}
