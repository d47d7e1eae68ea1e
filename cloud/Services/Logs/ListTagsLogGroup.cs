using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class ListTagsLogGroup(LogStore logs) : IOperation<ListTagsLogGroup.Input, ListTagsLogGroup.Output>
{
    public sealed record Input(string LogGroupName);

    public sealed record Output(IReadOnlyDictionary<string, string> Tags);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(input.LogGroupName))];

    public Output Run(Input input, Call call) => new(logs.Group(input.LogGroupName).Tags);
}
