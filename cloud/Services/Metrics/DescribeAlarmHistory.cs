using Classroom.Cloud.Api;
using Classroom.Cloud.Metrics.Alarms;

namespace Classroom.Cloud.Metrics;

[ReadsArchives]
sealed class DescribeAlarmHistory(AlarmStore alarms) : IOperation<DescribeAlarmHistory.Input, DescribeAlarmHistory.Output>
{
    public sealed record Input(
        string? AlarmName = null,
        string? HistoryItemType = null,
        DateTimeOffset? StartDate = null,
        DateTimeOffset? EndDate = null,
        int? MaxRecords = null,
        string? NextToken = null,
        string? ScanBy = null,
        IReadOnlyList<string>? AlarmTypes = null
    );

    public sealed record Output(IReadOnlyList<Item> AlarmHistoryItems, string? NextToken);

    public sealed record Item(
        string AlarmName,
        string AlarmType,
        DateTimeOffset Timestamp,
        string HistoryItemType,
        string HistorySummary,
        string HistoryData
    );

    public IEnumerable<Permission> Needs(Input input, Call call) => [new(alarms.ArnOf(input.AlarmName ?? "*"))];

    public Output Run(Input input, Call call)
    {
        var events = alarms.History.Read(
            new()
            {
                Owner = input.AlarmName,
                From = input.StartDate?.ToUnixTimeMilliseconds() ?? long.MinValue,
                To = input.EndDate?.ToUnixTimeMilliseconds() + 1 ?? long.MaxValue,
                Descending = input.ScanBy != "TimestampAscending",
            }
        );
        var items = events
            .Where(entry => input.HistoryItemType is null || entry.Value.Type == input.HistoryItemType)
            .Select(entry => new Item(
                entry.Owner!,
                alarms.Alarms.Find(entry.Owner!)?.Rule is null ? "MetricAlarm" : "CompositeAlarm",
                entry.Value.Time,
                entry.Value.Type,
                entry.Value.Summary,
                entry.Value.Data
            ))
            .Where(item => input.AlarmTypes is not { Count: > 0 } types || types.Contains(item.AlarmType));
        var (page, next) = Paging.Cut(items, input.NextToken, Math.Min(input.MaxRecords ?? 50, 100), 50, "InvalidNextToken");
        return new(page, next);
    }
}
