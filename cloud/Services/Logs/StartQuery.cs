using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

/// <summary>Always refused: Logs Insights is not supported.</summary>
sealed class StartQuery(LogStore logs) : IOperation<StartQuery.Input, Nothing>
{
    public sealed record Input(
        string QueryString,
        string? LogGroupName = null,
        IReadOnlyList<string>? LogGroupNames = null,
        IReadOnlyList<string>? LogGroupIdentifiers = null
    );

    public IEnumerable<Permission> Needs(Input input, Call call) =>
        [
            .. (input.LogGroupNames ?? [])
                .Concat(input.LogGroupIdentifiers ?? [])
                .Concat(input.LogGroupName is { } name ? [name] : [])
                .Select(group => new Permission(logs.Scope(LogStore.NameOf(group)))),
        ];

    public Nothing Run(Input input, Call call) => throw LogNames.NoInsights();
}
