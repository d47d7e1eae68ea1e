using Classroom.Cloud.Api;

namespace Classroom.Cloud.Logs;

sealed class StopQuery(QueryRuns runs) : IOperation<StopQuery.Input, StopQuery.Output>
{
    public sealed record Input(string QueryId);

    public sealed record Output(bool Success);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call) =>
        runs.Stop(input.QueryId) ? new(true) : throw new AwsException("InvalidParameterException", "The specified query is not running.");
}
