using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics.Expressions;

namespace Classroom.Cloud.Metrics;

[ReadsArchives]
sealed class GetMetricData(MetricStore store) : IOperation<GetMetricData.Input, GetMetricData.Output>
{
    // The limit of one answer, which is always a single page. AWS returns pages of 100,800 data points.
    const int MostPoints = 500_000;

    public sealed record Input(
        IReadOnlyList<MetricDataQuery> MetricDataQueries,
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        string? NextToken = null,
        string? ScanBy = null,
        int? MaxDatapoints = null
    );

    public sealed record Output(IReadOnlyList<Answer> MetricDataResults, IReadOnlyList<Message> Messages);

    public sealed record Answer(
        string Id,
        string Label,
        IReadOnlyList<DateTimeOffset> Timestamps,
        IReadOnlyList<double> Values,
        string StatusCode
    );

    public sealed record Message(string Code, string Value);

    public IEnumerable<Permission> Needs(Input input, Call call) => [Permission.OnEverything];

    public Output Run(Input input, Call call)
    {
        if (input.StartTime >= input.EndTime)
            throw CloudWatchService.InvalidValue("The parameter StartTime must be less than the parameter EndTime.");
        if (input.MetricDataQueries.Count is 0 or > 500)
            throw CloudWatchService.InvalidValue("The collection MetricDataQueries must have a size between 1 and 500.");
        var period = input.MetricDataQueries.Select(query => query.MetricStat?.Period ?? query.Period).Max() ?? 60;
        var answers = new MetricMath(store, Statistic.Align(input.StartTime, period), input.EndTime).Answer(input.MetricDataQueries);
        if (answers.Sum(answer => answer.Series.Sum(series => (long)series.Values.Count)) > MostPoints)
            throw CloudWatchService.InvalidValue(
                $"The queries have more than {MostPoints} data points together, and the embedded cloud answers in one page; ask for a "
                    + $"shorter time range or a longer period."
            );
        var isAscending = input.ScanBy == "TimestampAscending";
        return new(
            [
                .. answers.SelectMany(answer =>
                    answer.Series.Select(series =>
                    {
                        var points = isAscending ? series.Values.ToList() : [.. series.Values.Reverse()];
                        return new Answer(
                            answer.Query.Id,
                            series.Label,
                            [.. points.Select(point => DateTimeOffset.FromUnixTimeSeconds(point.Key))],
                            [.. points.Select(point => point.Value)],
                            "Complete"
                        );
                    })
                ),
            ],
            []
        );
    }
}
