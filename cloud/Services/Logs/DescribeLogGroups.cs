using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

[ReadsArchives]
sealed class DescribeLogGroups(LogStore logs) : IOperation<DescribeLogGroups.Input, DescribeLogGroups.Output>
{
    public sealed record Input(
        string? LogGroupNamePrefix = null,
        string? LogGroupNamePattern = null,
        string? NextToken = null,
        int? Limit = null,
        string? LogGroupClass = null,
        IReadOnlyList<string>? LogGroupIdentifiers = null
    );

    public sealed record Output(IReadOnlyList<LogGroupView> LogGroups, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(logs.Scope(""))];

    /// <summary>A search by a part of the name finds groups without their size and their protection, as recorded on AWS.</summary>
    LogGroupView ViewOf(LogGroup group, Input input)
    {
        var view = LogGroupView.Of(group, logs);
        return input.LogGroupNamePattern is null ? view : view with { StoredBytes = null, DeletionProtectionEnabled = null };
    }

    public Output Run(Input input, Call call)
    {
        if (input is { LogGroupNamePrefix: not null, LogGroupNamePattern: not null })
            throw new AwsException(
                "InvalidParameterException",
                "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters."
            );
        var chosen = input.LogGroupIdentifiers?.Select(LogStore.NameOf).ToHashSet();
        var groups = logs
            .Groups.Below(input.LogGroupNamePrefix ?? "")
            .Where(group =>
                group.Name.Contains(input.LogGroupNamePattern ?? "", StringComparison.OrdinalIgnoreCase)
                && (input.LogGroupClass is null || group.LogGroupClass == input.LogGroupClass)
                && chosen?.Contains(group.Name) != false
            );
        var (page, next) = Paging.Cut(groups, input.NextToken, Math.Min(input.Limit ?? 50, 50), 50, "InvalidParameterException");
        return new([.. page.Select(group => ViewOf(group, input))], next);
    }
}
