using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

[ReadsArchives]
sealed class GetQueryResults(QueryRuns runs) : IOperation<GetQueryResults.Input, GetQueryResults.Output>
{
    public sealed record Input(string QueryId);

    public sealed record Output(
        string QueryLanguage,
        IReadOnlyList<IReadOnlyList<ResultField>> Results,
        QueryStatistics Statistics,
        string Status
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        var run = runs.Find(input.QueryId);
        var found = runs.FindingsOf(run.Id);
        return new(StartQuery.Language, found.Results, found.Statistics, run.Status);
    }
}
