using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class DescribeQueryDefinitions(LogStore logs) : IOperation<DescribeQueryDefinitions.Input, DescribeQueryDefinitions.Output>
{
    public sealed record Input(string? QueryDefinitionNamePrefix = null, string? NextToken = null, int? MaxResults = null);

    public sealed record Output(IReadOnlyList<QueryDefinitionView> QueryDefinitions, string? NextToken);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var (page, next) = Paging.Cut(
            logs.Queries.All.Where(query => query.Name.StartsWith(input.QueryDefinitionNamePrefix ?? "", StringComparison.Ordinal)),
            input.NextToken,
            input.MaxResults,
            1000,
            "InvalidParameterException"
        );
        return new([.. page.Select(QueryDefinitionView.Of)], next);
    }
}
