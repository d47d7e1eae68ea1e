using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class DescribeQueries(QueryRuns runs) : IOperation<DescribeQueries.Input, DescribeQueries.Output>
{
    const int MostAtOnce = 1000;

    public sealed record Input(
        string? LogGroupName = null,
        string? Status = null,
        int? MaxResults = null,
        string? NextToken = null,
        string? QueryLanguage = null
    );

    public sealed record Output(IReadOnlyList<QueryInfo> Queries, string? NextToken);

    public sealed record QueryInfo(
        string QueryLanguage,
        string QueryId,
        string QueryString,
        string Status,
        long CreateTime,
        string LogGroupName
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    /// <summary>The query with what it reads: AWS shows the times in milliseconds.</summary>
    static string Shown(QueryRun run) =>
        $"SOURCE {string.Join(' ', run.Groups.Select(group => $"\"{group}\""))} START={run.From}000 END={run.To}999 | {run.QueryString}";

    public Output Run(Input input, Call call)
    {
        var wanted = runs
            .All.Where(run => input.LogGroupName is null || run.Groups.Contains(input.LogGroupName))
            .Where(run => input.Status is null || run.Status == input.Status)
            .Where(_ => input.QueryLanguage is null or StartQuery.Language);
        var (page, next) = Paging.Cut(wanted, input.NextToken, input.MaxResults, MostAtOnce, "InvalidParameterException");
        return new(
            [
                .. page.Select(run => new QueryInfo(
                    StartQuery.Language,
                    run.Id,
                    Shown(run),
                    run.Status,
                    run.Created.ToUnixTimeMilliseconds(),
                    run.Groups[0]
                )),
            ],
            next
        );
    }
}
