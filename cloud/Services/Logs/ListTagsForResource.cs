using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class ListTagsForResource(LogStore logs) : IOperation<ListTagsForResource.Input, ListTagsForResource.Output>
{
    public sealed record Input(string ResourceArn);

    public sealed record Output(IReadOnlyDictionary<string, string> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.ResourceArn)];

    public Output Run(Input input, Call call) => new(logs.Group(input.ResourceArn).Tags);
}
