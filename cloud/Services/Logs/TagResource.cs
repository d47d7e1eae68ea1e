using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class TagResource(LogStore logs) : IOperation<TagResource.Input, Nothing>
{
    public sealed record Input(string ResourceArn, IReadOnlyDictionary<string, string> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.ResourceArn)];

    public Nothing Run(Input input, Call call)
    {
        var group = logs.Group(input.ResourceArn);
        logs.Groups.Put(group.Name, group with { Tags = group.Tags.SetItems(input.Tags) });
        return Nothing.Value;
    }
}
