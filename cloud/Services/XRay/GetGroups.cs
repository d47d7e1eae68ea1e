using Classroom.Cloud.Api;

namespace Classroom.Cloud.XRay;

[Route("POST", "/Groups")]
sealed class GetGroups : IOperation<GetGroups.Input, GetGroups.Output>
{
    public sealed record Input(string? NextToken = null);

    public sealed record Output(IReadOnlyList<string> Groups);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call) => new([]);
}
