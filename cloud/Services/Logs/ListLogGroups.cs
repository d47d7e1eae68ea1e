using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

[ReadsArchives]
sealed class ListLogGroups(LogStore logs) : IOperation<ListLogGroups.Input, ListLogGroups.Output>
{
    public sealed record Input(
        string? LogGroupNamePattern = null,
        string? LogGroupClass = null,
        string? NextToken = null,
        int? Limit = null
    );

    public sealed record Output(IReadOnlyList<Summary> LogGroups, string? NextToken);

    public sealed record Summary(string LogGroupName, string LogGroupArn, string LogGroupClass);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(""))];

    public Output Run(Input input, Call call)
    {
        var groups = logs.Groups.All.Where(group =>
            group.Name.Contains(input.LogGroupNamePattern ?? "", StringComparison.Ordinal)
            && (input.LogGroupClass is null || group.LogGroupClass == input.LogGroupClass)
        );
        var (page, next) = Paging.Cut(groups, input.NextToken, input.Limit, 50, "InvalidParameterException");
        return new([.. page.Select(group => new Summary(group.Name, logs.ArnOf(group.Name), group.LogGroupClass))], next);
    }
}
