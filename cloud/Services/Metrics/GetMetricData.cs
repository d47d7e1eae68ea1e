using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics.Expressions;

namespace Classroom.Cloud.Metrics;

[ReadsArchives]
sealed class GetMetricData(MetricStore store) : IOperation<GetMetricData.Input, GetMetricData.Output>
{
    const int TokenLength = 8;

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

    public sealed record Output(IReadOnlyList<Answer> MetricDataResults, IReadOnlyList<Message> Messages, string? NextToken);

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
        if (input.MaxDatapoints is < 1)
            throw CloudWatchService.InvalidValue("The parameter MaxDatapoints must be 1 or more.");
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
        return Cut(
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
            OffsetIn(input.NextToken),
            input.MaxDatapoints ?? MostPoints
        );
    }

    /// <summary>The answers of one page: the data points of all series are counted together.</summary>
    static Output Cut(IReadOnlyList<Answer> answers, int skipped, int most)
    {
        var page = new List<Answer>();
        var (from, left) = (skipped, most);
        foreach (var answer in answers)
        {
            var count = answer.Values.Count;
            var taken = Math.Clamp(count - from, 0, left);
            // A series that was answered on an earlier page is not repeated.
            if (taken > 0 || (count == 0 && skipped == 0))
                page.Add(
                    answer with
                    {
                        Timestamps = [.. answer.Timestamps.Skip(from).Take(taken)],
                        Values = [.. answer.Values.Skip(from).Take(taken)],
                        StatusCode = from + taken < count ? "PartialData" : answer.StatusCode,
                    }
                );
            from = Math.Max(0, from - count);
            left -= taken;
        }
        var isMore = answers.Sum(answer => (long)answer.Values.Count) > (long)skipped + most;
        return new(page, [], isMore ? TokenOf(skipped + most) : null);
    }

    static string TokenOf(int offset) => Convert.ToBase64String(BitConverter.GetBytes(offset));

    static int OffsetIn(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return 0;
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        return
            token.Length == TokenLength
            && Convert.TryFromBase64String(token, bytes, out var count)
            && count == sizeof(int)
            && BitConverter.ToInt32(bytes) is > 0 and var offset
            ? offset
            : throw new AwsException("InvalidNextToken", "The token for the next page is not valid") { QueryCode = "InvalidNextToken" };
    }
}
