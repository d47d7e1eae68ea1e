using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class UntagResource(LogStore logs) : IOperation<UntagResource.Input, Nothing>
{
    public sealed record Input(string ResourceArn, IReadOnlyList<string> TagKeys);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(input.ResourceArn)];

    public Nothing Run(Input input, Call call)
    {
        var group = logs.Group(input.ResourceArn);
        logs.Groups.Put(group.Name, group with { Tags = group.Tags.RemoveRange(input.TagKeys) });
        return Nothing.Value;
    }
}
