using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class TagLogGroup(LogStore logs) : IOperation<TagLogGroup.Input, Nothing>
{
    public sealed record Input(string LogGroupName, IReadOnlyDictionary<string, string> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(input.LogGroupName))];

    public Nothing Run(Input input, Call call)
    {
        var group = logs.Group(input.LogGroupName);
        logs.Groups.Put(group.Name, group with { Tags = group.Tags.SetItems(input.Tags) });
        return Nothing.Value;
    }
}
